import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { RunReport } from "../../src/findings/report.ts";
import { gitlabReporter } from "../../src/reporters/gitlab.ts";
import { junitReporter } from "../../src/reporters/junit.ts";
import { markdownReporter } from "../../src/reporters/markdown.ts";
import { located, manyFindings, onLine, runReport } from "../support/run-report.ts";
import { sarifStories } from "../support/sarif-stories.ts";

/** What an XML parser that refuses what XML refuses reads: each element with its attributes and text, in order. */
function readXml(text: string): { tag: string; text: string | null; [attribute: string]: string | null }[] {
  const program =
    "import json,sys,xml.etree.ElementTree as E\nprint(json.dumps([{**e.attrib,'tag':e.tag,'text':e.text} for e in E.fromstring(sys.stdin.buffer.read()).iter()]))";
  return JSON.parse(execFileSync("python3", ["-c", program], { input: text, encoding: "utf8", maxBuffer: 1 << 28 }));
}

const junit = (report: RunReport) => [...junitReporter(report)].join("");
const markdown = (report: RunReport) => [...markdownReporter(report)].join("");
const everything = String.fromCharCode(...Array.from({ length: 0x10000 }, (_, at) => at));
const hostile = runReport({
  findings: [located({ file: everything, key: everything, paste: [everything], what: everything })],
  gaps: [{ file: everything, code: "unreadable", why: everything }],
});
const stories = { ...sarifStories, "every UTF-16 unit": hostile };
const hasParser = (() => {
  try {
    return readXml("<a/>").length === 1;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasParser)("junit", () => {
  for (const [title, report] of Object.entries(stories)) {
    it(`is XML that counts right with ${title}`, () => {
      const elements = readXml(junit(report));
      const tags = (tag: string) => elements.filter((one) => one.tag === tag).length;
      const [whole] = elements;
      expect(tags("failure")).toBe(report.findings.length);
      expect(tags("skipped")).toBe(report.gaps.length);
      expect(tags("testcase")).toBe(Math.max(1, report.findings.length + report.gaps.length));
      expect(whole).toMatchObject({
        tests: String(tags("testcase")),
        failures: String(tags("failure")),
        skipped: String(tags("skipped")),
      });
    });
  }

  it("names file, line, rule and what to do", () => {
    const [, , testcase, failure] = readXml(
      junit(runReport({ findings: [located({ region: onLine(7, 3), paste: ["a: <b>"] })] })),
    );
    expect(testcase).toMatchObject({
      classname: "compose.yaml",
      file: "compose.yaml",
      line: "7",
      name: "secret-in-env POSTGRES_PASSWORD 7:3",
    });
    expect(failure).toMatchObject({ type: "secret-in-env" });
    expect(failure?.text).toContain("Fix: grant the secret and set POSTGRES_PASSWORD_FILE.\n  a: <b>");
  });
});

describe("gitlab", () => {
  for (const [title, report] of Object.entries(stories)) {
    it(`gives each entry its own fingerprint and all that is required with ${title}`, () => {
      const list: Record<string, unknown>[] = JSON.parse(gitlabReporter(report));
      expect(list).toHaveLength(report.findings.length + report.gaps.length);
      expect(new Set(list.map((entry) => entry.fingerprint)).size).toBe(list.length);
      for (const entry of list) {
        expect(entry).toEqual({
          description: expect.any(String),
          check_name: expect.stringMatching(/^[a-z-]+$/),
          fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
          severity: expect.stringMatching(/^(?:blocker|critical|major|minor|info)$/),
          location: { path: expect.any(String), lines: { begin: expect.any(Number) } },
        });
      }
    });
  }

  it("says what to do, lines to paste included", () => {
    const [entry] = JSON.parse(gitlabReporter(runReport({ findings: [located({ paste: ["secrets: [db]"] })] })));
    expect(entry.description).toBe(
      "POSTGRES_PASSWORD is written in plain text. Fix: grant the secret and set POSTGRES_PASSWORD_FILE.\n  secrets: [db]",
    );
  });

  it("tells equal findings apart, and gives the first the same fingerprint with or without the others", () => {
    const [alone] = JSON.parse(gitlabReporter(runReport({ findings: [located()] })));
    const twice = JSON.parse(gitlabReporter(runReport({ findings: [located(), located({ region: onLine(9) })] })));
    expect(twice[0]).toEqual(alone);
    expect(twice[1].fingerprint).not.toBe(alone.fingerprint);
  });
});

describe("markdown", () => {
  it("lists the worst findings, and says how many there are", () => {
    const text = markdown(runReport({ findings: manyFindings(30_000) }));
    expect(text).toContain("6,000 critical, 6,000 high, ");
    expect(text).toContain("Listed: 200 of 30000");
    expect(text.match(/^\| critical /gm)).toHaveLength(200);
  });

  it("stays below what a job summary may hold", () => {
    const what = "x".repeat(20_000);
    const text = markdown(runReport({ findings: manyFindings(300).map((one) => ({ ...one, what })) }));
    expect(Buffer.byteLength(text)).toBeLessThan(1 << 20);
    expect(text).toContain("of 300");
  });

  it("makes no tag, link, cell or row of what a file says", () => {
    const key = "<img src=x>|[a](https://example.net) `b` **c** www.example.net\n# d";
    const text = markdown(runReport({ findings: [located({ key })] }));
    const row = text.split("\n").find((line) => line.startsWith("| high")) ?? "";
    expect(row).toContain(
      "&lt;img src=x&gt;\\|\\[a\\](https\\://example\\.net) \\`b\\` \\*\\*c\\*\\* www\\.example\\.net\\\\n\\# d",
    );
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });
});

it("lets no control character through", () => {
  for (const text of [junit(hostile), gitlabReporter(hostile), markdown(hostile)]) {
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }
});
