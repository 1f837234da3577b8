import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReporterOptions, RunReport } from "../../src/findings/report.ts";
import { reporters } from "../../src/reporters/index.ts";
import { located, onLine, runReport } from "../support/run-report.ts";

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "::add-mask::x",
      "::",
      ":",
      " ",
      "\n",
      "\u00a0",
      "\u2003",
      "\t",
      "\r",
      "##[group]",
      "##vso[task]x",
      "#",
      "##",
      "[",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
const finding = fc
  .record({
    file: name,
    key: name,
    what: name,
    instead: name,
    shown: name,
    because: name,
    paste: fc.array(name, { maxLength: 3 }),
    note: name,
  })
  .map(({ note, ...parts }) => located({ ...parts, relatedRegions: [{ file: note, region: onLine(1), note }] }));
const report = fc
  .record({
    findings: fc.array(finding, { maxLength: 3 }),
    gaps: fc.array(fc.record({ file: name, code: fc.constant("malformed" as const), why: name }), { maxLength: 2 }),
  })
  .map((parts) => runReport(parts));

function written(format: keyof typeof reporters, report: RunReport, options: ReporterOptions): string {
  const text = reporters[format](report, options);
  return typeof text === "string" ? text : [...text].join("");
}

const formats = Object.keys(reporters) as (keyof typeof reporters)[];

describe("no name makes a line of a log a command to a CI system", () => {
  it.each(formats)("in %s", (format) => {
    fc.assert(
      fc.property(
        report,
        fc.boolean(),
        fc.boolean(),
        fc.option(fc.integer({ min: 30, max: 90 })),
        (one, color, verbose, width) => {
          const options = { color, verbose, quiet: false, notice: () => {}, ...(width !== null && { width }) };
          for (const line of written(format, one, options).split("\n")) {
            const seen = line.replaceAll(/\u001b\[[\d;]*m/g, "").trim();
            expect(seen).not.toMatch(/##(?:vso)?\[/);
            // Commands are what this format is for: one for each finding and gap, of these three kinds.
            if (format === "github") expect(seen).not.toMatch(/^::(?!(?:error|warning|notice) file=)/);
            else expect(seen).not.toMatch(/^::/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
