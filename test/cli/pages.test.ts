import { describe, expect, it } from "vitest";
import { explain } from "../../src/cli/commands/explain.ts";
import { rulesList } from "../../src/cli/commands/rules.ts";
import { helpText } from "../../src/cli/help.ts";
import { formats } from "../../src/cli/outputs.ts";
import { reporters } from "../../src/reporters/index.ts";
import { rules } from "../../src/rules/index.ts";
import { severities } from "../../src/rules/rule.ts";

describe("help", () => {
  it("names every format, severity and exit code", () => {
    for (const word of [...formats, ...severities, "never", "  0  ", "  1  ", "  2  "])
      expect(helpText("lint")).toContain(word);
  });
  it("fits a terminal", () => {
    for (const about of [undefined, "lint", "rules", "explain", "images"] as const) {
      for (const line of helpText(about).split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    }
  });
});

it("every format has its reporter, and every reporter its format", () => {
  expect(formats.toSorted()).toEqual(Object.keys(reporters).sort());
});

it("the list has one line a rule, in columns", () => {
  const lines = rulesList(rules).trimEnd().split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(rules.map((rule) => rule.id));
  for (const [index, { title }] of rules.entries()) expect(lines[index]?.endsWith(title)).toBe(true);
  const starts = rules.map(({ title }, index) => (lines[index] ?? "").indexOf(title));
  expect(new Set(starts).size).toBe(1);
});

describe("explain", () => {
  for (const rule of rules) {
    it(`${rule.id}: says why, and shows every line of its examples`, () => {
      const page = explain(rule.id);
      expect(page.replace(/\s+/g, " ")).toContain(rule.why.replace(/\s+/g, " "));
      for (const { bad, good } of rule.examples) {
        for (const text of [bad, good].flatMap(({ files }) => Object.values(files))) {
          for (const line of text.trimEnd().split("\n")) expect(page).toContain(`│ ${line}`.trimEnd());
        }
      }
    });
  }
  it("names the nearest rule", () => expect(() => explain("secret-in-envv")).toThrow("unknown rule secret-in-envv"));
});
