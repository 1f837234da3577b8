import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { FileKind } from "../../../src/scanners/kinds.ts";
import { suppressionComments } from "../../../src/scanners/text/suppression-comments.ts";
import { cpuTime } from "../../support/cpu-time.ts";

const read = (text: string, kind: FileKind = "Dockerfile") => suppressionComments({ file: "f", text }, kind);
const line = (text: string, kind?: FileKind) => read(text, kind).map((one) => text.slice(...one.line));

describe("what a comment says", () => {
  it.each<[string, string[], boolean]>([
    ["# runsecrets-ignore secret-in-env -- why", ["secret-in-env"], true],
    ["#runsecrets-ignore secret-in-env,secret-in-url -- why", ["secret-in-env", "secret-in-url"], true],
    ["## runsecrets-ignore: secret-in-env , secret-in-url -- why -- more", ["secret-in-env", "secret-in-url"], true],
    ["# runsecrets-ignore secret-in-env --", ["secret-in-env"], false],
    ["# runsecrets-ignore secret-in-env -- ", ["secret-in-env"], false],
    ["# runsecrets-ignore secret-in-env", ["secret-in-env"], false],
    ["# runsecrets-ignore -- why", [], true],
    ["# runsecrets-ignore", [], false],
    ["# runsecrets-ignore Can@ry -- why", [""], true],
    ["# runsecrets-ignore secret-in-env--why", ["secret-in-env--why"], false],
  ])("%s", (text, ids, reason) => {
    const [comment] = read(`${text}\r\nFROM x\r\n`);
    expect(comment?.rules.map(({ id }) => id)).toEqual(ids);
    expect(comment?.reason !== undefined).toBe(reason);
    for (const { id, span } of comment?.rules ?? []) if (id) expect(text.slice(...span)).toBe(id);
  });

  it.each([
    "# runsecrets-ignored x",
    "# see runsecrets-ignore x -- y",
    "runsecrets-ignore x -- y",
    "RUN a # runsecrets-ignore x -- y",
  ])("%s is none", (text) => expect(read(`${text}\n`)).toEqual([]));

  it("does not show its reason", () => {
    const comments = read("# runsecrets-ignore secret-in-env -- canary\nFROM x\n");
    expect(inspect(comments, { depth: 9, showHidden: true })).not.toContain("canary");
    expect(JSON.stringify(comments)).not.toContain("canary");
  });
});

describe("which line a comment speaks of", () => {
  const ignore = "# runsecrets-ignore secret-in-env -- why";

  it("the next one that is neither blank nor a comment", () => {
    expect(line(`${ignore}\n\n# more\n  \t\r\nENV A=1\nENV B=2\n`)).toEqual(["ENV A=1"]);
  });
  it("the same one for a whole stack of comments", () => {
    expect(line(`${ignore}\n${ignore}\n  ${ignore}\nENV A=1\n`)).toEqual(["ENV A=1", "ENV A=1", "ENV A=1"]);
  });
  it("its own, where something is before it", () => {
    expect(line(`a:\n  b: c ${ignore}\n`, "compose file")).toEqual(["  b: c "]);
  });
  it("none at the end of a file", () => expect(line(`FROM x\n${ignore}`)).toEqual([""]));
  it("the next one, after a comment at the end of a line", () => {
    expect(line(`a: 1\n${ignore}\nb: 2 # more\nc: 3\n`, "compose file")).toEqual(["b: 2 # more"]);
  });
});

it.each<[FileKind, string, number]>([
  ["Dockerfile", "ENV A='1 \\\n# runsecrets-ignore x -- y\n'\n", 1],
  ["compose file", 'a: "x\n  # runsecrets-ignore x -- y\n  z"\n', 0],
  ["env file", 'A="x\n# runsecrets-ignore x -- y\n"\nB=1 # runsecrets-ignore x -- y\n', 1],
  ["shell script", "echo 'x\n# runsecrets-ignore x -- y\n'\necho # runsecrets-ignore x -- y\n", 1],
  ["workflow", "a: |\n  run\n  # runsecrets-ignore x -- y\n", 1],
  ["TypeScript file", "// runsecrets-ignore x -- y\nf();\n", 1],
])("%s: %j", (kind, text, amount) => expect(read(text, kind)).toHaveLength(amount));

it("a hundred thousand comments take no more than a moment", () => {
  const started = cpuTime();
  expect(read("# runsecrets-ignore a -- b\n".repeat(100_000))).toHaveLength(100_000);
  expect(cpuTime() - started).toBeLessThan(8000);
});
