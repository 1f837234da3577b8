import { expect, it } from "vitest";
import { byPlace, bySeverity } from "../../src/reporters/order.ts";
import { located, manyFindings, onLine } from "../support/run-report.ts";

it("sorts by file, line and column as numbers, then by what is reported", () => {
  const findings = [
    located({ file: "b" }),
    located({ file: "a", region: onLine(10) }),
    located({ file: "a", region: onLine(9, 12) }),
    located({ file: "a", region: onLine(9, 2), key: "Z" }),
    located({ file: "a", region: onLine(9, 2), key: "A" }),
  ];
  expect(
    findings
      .toSorted(byPlace)
      .map(({ file, region, key }) => `${file} ${region.startLine}:${region.startColumn} ${key}`),
  ).toEqual(["a 9:2 A", "a 9:2 Z", "a 9:12 POSTGRES_PASSWORD", "a 10:1 POSTGRES_PASSWORD", "b 1:1 POSTGRES_PASSWORD"]);
});

it("puts the worst first where a list may be cut", () => {
  const sorted = manyFindings(10)
    .toSorted(bySeverity)
    .map(({ severity }) => severity);
  expect(sorted).toEqual(["critical", "critical", "high", "high", "medium", "medium", "low", "low", "info", "info"]);
});

it("does not depend on the order of the input", () => {
  const findings = manyFindings(200);
  for (const order of [byPlace, bySeverity])
    expect(findings.toReversed().toSorted(order)).toEqual(findings.toSorted(order));
});
