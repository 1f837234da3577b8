import { fingerprint } from "../findings/fingerprint.ts";
import { jsonText, printable } from "../findings/printable.ts";
import type { RunReport } from "../findings/report.ts";
import type { Severity } from "../rules/rule.ts";
import { plainAdvice } from "./advice.ts";
import { bySeverity } from "./order.ts";
import { fullText } from "./sentence.ts";

interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: "blocker" | "critical" | "major" | "minor" | "info";
  location: { path: string; lines: { begin: number } };
}

/** GitLab's code quality: a list. What was not checked is in it too, because it has no other place. */
export const gitlabReporter = (report: RunReport): string => {
  const seen = new Map<string, number>();
  return `${jsonText(
    entries(report).map((entry) => ({ ...entry, fingerprint: unique(entry.fingerprint, seen) })),
    2,
  )}\n`;
};

const severityOf = (severity: Severity): Entry["severity"] =>
  (({ critical: "blocker", high: "critical", medium: "major", low: "minor", info: "info" }) as const)[severity];

function entries({ findings, gaps }: RunReport): Entry[] {
  const found = findings.toSorted(bySeverity).map((finding) => ({
    description: fullText(plainAdvice(finding)),
    check_name: finding.rule,
    fingerprint: fingerprint(finding),
    severity: severityOf(finding.severity),
    location: place(finding.file, finding.region.startLine),
  }));
  const unseen = gaps.map(({ file, line = 1, why }) => ({
    description: `Not checked: ${printable(file)} ${printable(why)}`,
    check_name: "not-checked",
    fingerprint: fingerprint({ rule: "not-checked", say: why, subject: `context:${file}`, key: String(line) }),
    severity: "info" as const,
    location: place(file, line),
  }));
  return [...found, ...unseen];
}

function place(file: string, begin: number): Entry["location"] {
  return { path: printable(file), lines: { begin } };
}

/** GitLab drops a second entry with the same fingerprint. */
function unique(own: string, seen: Map<string, number>): string {
  const earlier = seen.get(own) ?? 0;
  seen.set(own, earlier + 1);
  return earlier === 0 ? own : fingerprint({ rule: own, say: "again", subject: "context:", key: String(earlier) });
}
