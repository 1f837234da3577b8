import { describe, expect, it } from "vitest";
import { framesOf } from "../../src/errors.ts";
import { folder } from "../support/folder.ts";
import { runCli } from "../support/run-cli.ts";

const compose = `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
      TOKEN_TTL: 900
      # runsecrets-ignore secret-in-env -- a test
      REDIS_PASSWORD: orchid-43-canary
`;
const files = { "compose.yaml": compose, "runsecrets.yaml": "rules: {secret-in-label: off}\n" };

describe("why", () => {
  it.each([
    [
      "compose.yaml:5",
      ["binding: POSTGRES_PASSWORD = o•••••••", "service:compose.yaml#db", "judged     secret", "reported as"],
    ],
    ["compose.yaml:6", ["TOKEN_TTL", "judged     harmless", "ends in a duration"]],
    ["./compose.yaml:8:7", ["REDIS_PASSWORD", "secret-in-env", "silenced by a comment"]],
    ["compose.yaml:3", ["setting: key image", "looked at  by"]],
    ["compose.yaml:2", ["nothing was seen on this line"]],
  ])("%s", async (place, parts) => {
    const { code, stdout, stderr } = await runCli(["why", place], { cwd: folder(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const part of parts) expect(stdout).toContain(part);
    expect(stdout).not.toContain("canary");
  });

  it.each([[[]], [["compose.yaml"]], [["compose.yaml:0"]], [["a:1", "b:2"]]])("%j is no place", async (words) => {
    const { code, stderr } = await runCli(["why", ...words], { cwd: folder(files) });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("why needs one FILE:LINE") });
  });
});

it("--dump-facts prints facts and no value", async () => {
  const { code, stdout } = await runCli(["lint", "--dump-facts"], { cwd: folder(files) });
  const facts = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(facts.map(({ name }) => name)).toEqual(expect.arrayContaining(["POSTGRES_PASSWORD", "TOKEN_TTL"]));
  expect(stdout).not.toContain("canary");
});

describe("a stack is shown without the error's own text", () => {
  it.each(["canary", "canary\n    at canary (/canary:1:1)", "canary\r\n    at /canary:1:1"])("%j", (message) => {
    const frames = framesOf(new TypeError(message));
    expect(frames.length).toBeGreaterThan(1);
    expect(frames.join("\n")).not.toContain("canary");
  });
  it("shows none where it cannot tell them apart", () => {
    const error = new Error("canary\n    at canary (/canary:1:1)");
    // The engine writes it down when it is first asked for.
    expect(error.stack).toContain("canary");
    error.message = "another text";
    expect(framesOf(error)).toEqual([]);
  });
});
