import { expect, it } from "vitest";
import { bugLine, className, inOptions, UserError, within } from "../../src/errors.ts";

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

it("a bug is told by where and what it is, and by nothing of its text", () => {
  const error = thrown(() =>
    within("secret-in-env", () => {
      throw new TypeError("canary");
    }),
  );
  expect(bugLine(error)).toBe("internal error in secret-in-env: TypeError");
  expect(bugLine(new RangeError("canary"))).toBe("internal error: RangeError");
  expect(bugLine("canary")).toBe("internal error: string");
});

it("what the user can fix goes through as it is", () => {
  const error = new UserError("no such file", "did you mean it?");
  const caught = thrown(() =>
    within("here", () => {
      throw error;
    }),
  );
  expect(caught).toBe(error);
  expect(error).toMatchObject({ message: "no such file", hint: "did you mean it?", name: "UserError" });
});

it("a part that works gives what it gives", () => {
  expect(within("here", () => 1)).toBe(1);
  expect(className(new Error("x"))).toBe("Error");
});

it("names options where the library is used, and leaves commands as they are", () => {
  const hint = "`git fetch --unshallow`, `--host URL`, --no-proc or --hosted";
  const error = inOptions(new UserError("--since: nothing; --exec needs sh", hint));
  expect(error).toMatchObject({
    message: "`since`: nothing; `exec` needs sh",
    hint: "`git fetch --unshallow`, `host`, `noProc` or --hosted",
  });
  const bug = new TypeError("--host");
  expect(inOptions(bug)).toBe(bug);
});
