import { describe, expect, it } from "vitest";
import type { RunReport } from "../../src/findings/report.ts";
import { summary } from "../../src/reporters/summary.ts";
import { located, runReport } from "../support/run-report.ts";

const one = located();
const gap = { file: "compose.yaml", code: "too-large" as const, why: "includes a remote file" };

const rows: Record<string, Partial<RunReport>> = {
  "No secrets out of place in 14 files (3 Dockerfiles, 4 compose files, 7 env files) · 0.09 s": {},
  "No secrets out of place in 1 Dockerfile · 0.09 s": { scanned: { Dockerfile: 1, "env file": 0 } },
  "No secrets out of place in 2 files (1 Dockerfile, 1 env file), 1 finding suppressed · 0.09 s": {
    scanned: { "env file": 1, Dockerfile: 1 },
    suppressed: 1,
  },
  "Nothing found in what could be read: 14 files (3 Dockerfiles, 4 compose files, 7 env files), 1 thing not checked · 0.09 s":
    { gaps: [gap] },
  "Nothing could be read: 2 things not checked · 0.09 s": { gaps: [gap, gap], scanned: {} },
  "Nothing to check: no file that can hold Docker secrets was found · 0.09 s": { scanned: {} },
  "1 high in 1 of 14 files · 0.09 s": { findings: [one] },
  "1 high in 1 file · 0.09 s": { findings: [one], scanned: { "compose file": 1 } },
  "1 critical, 1 high, 1 low in 2 of 14 files, 2 findings suppressed, 2 things not checked · 0.09 s": {
    findings: [one, located({ file: "b", severity: "critical" }), located({ file: "b", severity: "low" })],
    gaps: [gap, gap],
    suppressed: 2,
  },
  "1,200 high in 1 of 14 files · 12.3 s": { findings: Array(1200).fill(one), elapsedMs: 12_345 },
};

describe("summary", () => {
  for (const [line, parts] of Object.entries(rows)) it(line, () => expect(summary(runReport(parts))).toBe(line));

  it("never calls a run clean that could not see all", () => {
    for (const scanned of [{}, { Dockerfile: 1 }]) {
      expect(summary(runReport({ gaps: [gap], scanned }))).not.toContain("No secrets out of place");
    }
  });
});
