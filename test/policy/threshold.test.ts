import { expect, it } from "vitest";
import type { FailOn } from "../../src/config/config.ts";
import { exitCode, worse } from "../../src/policy/threshold.ts";
import type { Severity } from "../../src/rules/rule.ts";

it.each<[Severity[], number, FailOn, number]>([
  [[], 0, "low", 0],
  [["low"], 0, "low", 1],
  [["info"], 0, "low", 0],
  [["info"], 0, "info", 1],
  [["medium", "high"], 0, "high", 1],
  [["medium"], 0, "critical", 0],
  [["critical"], 0, "never", 0],
  [[], 1, "low", 2],
  [["info"], 1, "low", 2],
  // What was found is sure, whatever was not seen.
  [["high"], 1, "low", 1],
  [["critical"], 1, "never", 2],
])("%j with %i gaps at %s ends with %i", (found, gaps, failOn, code) => {
  const report = { findings: found.map((severity) => ({ severity })), gaps: new Array(gaps) };
  expect(exitCode(report, failOn)).toBe(code);
});

it("knows the more severe of two", () => {
  expect([worse("low", "high"), worse("critical", "info"), worse("medium", "medium")]).toEqual([
    "high",
    "critical",
    "medium",
  ]);
});
