import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { badSuppression } from "../../src/rules/bad-suppression.ts";

const lines = (...text: string[]) => ({ Dockerfile: `FROM alpine:3.20\n${text.join("\n")}\n` });

async function said(files: Readonly<Record<string, string>>) {
  const { findings } = await lint(memoryWorkspace(files));
  return findings.filter(({ rule }) => rule === badSuppression.id);
}

const nowhere = { startLine: 0, startColumn: 0, endColumn: 0 };

describe("says each of its messages", () => {
  it.each([
    ["unknown-rule", "secret-in-env", "# runsecrets-ignore secret-in-evn -- why", "secret-in-evn"],
    ["no-rule", "runsecrets-ignore", "# runsecrets-ignore -- why", "# runsecrets-ignore -- why"],
    ["no-reason", "secret-in-env", "# runsecrets-ignore secret-in-env", "# runsecrets-ignore secret-in-env"],
    ["unused", "secret-in-env", "# runsecrets-ignore secret-in-env -- why", "secret-in-env"],
  ])("%s", async (say, key, comment, shown) => {
    const files = lines(comment, "ENV LOG_LEVEL=debug");
    const [only, ...rest] = await said(files);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ say, key, severity: "low", file: "Dockerfile" });
    expect(only?.what).not.toContain("{");
    const { startLine, startColumn, endColumn } = only?.region ?? nowhere;
    expect(files.Dockerfile.split("\n")[startLine - 1]?.slice(startColumn - 1, endColumn - 1)).toBe(shown);
  });

  it("and no other", () => {
    expect(Object.keys(badSuppression.messages).sort()).toEqual(["no-reason", "no-rule", "unknown-rule", "unused"]);
  });
});

describe("its examples", () => {
  it.each(badSuppression.examples)("example %#", async ({ bad, good }) => {
    expect(await said(bad.files)).toHaveLength(1);
    expect(await said(good.files)).toHaveLength(0);
  });
});
