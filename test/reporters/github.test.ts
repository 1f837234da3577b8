import { describe, expect, it } from "vitest";
import type { LocatedFinding, LocatedGap } from "../../src/findings/report.ts";
import { githubReporter } from "../../src/reporters/github.ts";
import { located, manyFindings, onLine, runReport } from "../support/run-report.ts";

function written(findings: LocatedFinding[], gaps: LocatedGap[] = []): string[] {
  return githubReporter(runReport({ findings, gaps })).split("\n");
}

/** Reads a command as the runner does. */
function read(line: string | undefined): { name: string; properties: Record<string, string>; data: string } {
  const [, name = "", list = "", data = ""] = /^::(\w+) ([\s\S]*?)::([\s\S]*)$/.exec(line ?? "") ?? [];
  const unescaped = (text: string) =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const pairs = list.split(",").map((pair) => pair.split(/=([\s\S]*)/));
  return {
    name,
    properties: Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, unescaped(value)])),
    data: data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%"),
  };
}

describe("githubReporter", () => {
  it("writes an annotation for each finding and gap, and the summary", () => {
    const lines = written(
      [located({ region: onLine(7, 3, 20), instead: "grant it; change it", paste: ["secrets:", "  - db"] })],
      [{ file: "a.yaml", line: 3, column: 5, code: "unreadable", why: "includes b.yaml (remote)" }],
    );
    expect(lines).toEqual([
      "::error file=compose.yaml,line=7,col=3,endLine=7,endColumn=20,title=secret-in-env (high)::POSTGRES_PASSWORD is written in plain text. Fix: grant it.",
      "::warning file=a.yaml,line=3,col=5,title=not checked::Not checked: a.yaml includes b.yaml (remote)",
      "1 high in 1 of 14 files, 1 thing not checked · 0.09 s",
      "",
    ]);
  });

  it("gives each severity its kind, the worst first", () => {
    expect(
      written(manyFindings(5))
        .map((line) => line.split(" ")[0])
        .slice(0, 5),
    ).toEqual(["::error", "::error", "::warning", "::warning", "::notice"]);
  });

  it("leaves columns out where the region has several lines", () => {
    const region = { startLine: 1, startColumn: 3, endLine: 4, endColumn: 2 };
    expect(read(written([located({ region })])[0]).properties).toEqual({
      file: "compose.yaml",
      line: "1",
      endLine: "4",
      title: "secret-in-env (high)",
    });
  });

  const names: Record<string, [file: string, read: string]> = {
    "commas, colons and equal signs": ["a,line=9:b=c.yaml", "a,line=9:b=c.yaml"],
    "per cent signs": ["100%0A%25.env", "100%0A%25.env"],
    "line breaks": ["a\n::add-mask::x\r\nb", "a\\n::add-mask::x\\r\\nb"],
    "the end of the properties": ["a::b", "a::b"],
  };
  for (const [title, [file, expected]] of Object.entries(names)) {
    it(`keeps to one line and one command with ${title}`, () => {
      const lines = written([located({ file, key: file })], [{ file, code: "unreadable", why: file }]);
      expect(lines).toHaveLength(4);
      for (const line of lines.slice(0, 2)) expect(read(line).properties.file).toBe(expected);
      expect(read(lines[0]).data.startsWith(`${expected} is written in plain text.`)).toBe(true);
    });
  }
});
