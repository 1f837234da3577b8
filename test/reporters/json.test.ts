import { describe, expect, it } from "vitest";
import { jsonReporter } from "../../src/reporters/json.ts";
import { located, manyFindings, onLine, runReport } from "../support/run-report.ts";

describe("jsonReporter", () => {
  it("has the shape that is documented", () => {
    const report = runReport({
      findings: [
        located({
          region: onLine(7, 3, 20),
          shown: "POSTGRES_PASSWORD: h••••••• (12)",
          paste: ["secrets: [db]"],
          relatedRegions: [{ file: ".env", region: onLine(2), note: "set here" }],
          because: "`POSTGRES_PASSWORD` ends in a word for a secret",
        }),
      ],
      gaps: [{ file: "a.yaml", code: "too-large", why: "larger than 1 MB" }],
    });
    expect(jsonReporter(report)).toMatchSnapshot();
  });

  it("is sorted, ends its last line and does not tell the time", () => {
    const findings = manyFindings(50);
    const one = jsonReporter(runReport({ findings }));
    expect(one.endsWith("}\n")).toBe(true);
    expect(jsonReporter(runReport({ findings: findings.toReversed(), elapsedMs: 5 }))).toBe(one);
  });

  it("keeps hostile names whole, and harmless", () => {
    const file = "a\u001b[2J\u202e\n.yaml";
    const written = jsonReporter(runReport({ findings: [located({ file })] }));
    expect(JSON.parse(written).findings[0].file).toBe(file);
    expect(written).not.toMatch(/[\u001b\u202e]/);
  });
});
