import type { RunReport } from "../findings/report.ts";
import { severities } from "../rules/rule.ts";

/** The line that ends a report. Says "no secrets out of place" only when everything could be read. */
export function summary(report: RunReport): string {
  return `${verdict(report)} · ${seconds(report.elapsedMs)}`;
}

function verdict({ findings, gaps, scanned, suppressed, baselined = 0, engine }: RunReport): string {
  const notes = [
    ...(suppressed > 0 ? [`${count(suppressed, "finding")} suppressed`] : []),
    ...(baselined > 0 ? [`${count(baselined, "finding")} in the baseline`] : []),
    ...(gaps.length > 0 ? [`${count(gaps.length, "thing")} not checked`] : []),
  ];
  const files = total(scanned);
  if (engine && findings.length > 0) return [bySeverity(findings), ...notes].join(", ");
  if (engine)
    return [gaps.length > 0 ? "Nothing found in what could be seen" : "No secrets out of place", ...notes].join(", ");
  if (findings.length > 0) {
    const touched = new Set(findings.map((finding) => finding.file)).size;
    const where = files > touched ? `${touched} of ${count(files, "file")}` : count(touched, "file");
    return [`${bySeverity(findings)} in ${where}`, ...notes].join(", ");
  }
  if (files === 0 && gaps.length === 0) return "Nothing to check: no file that can hold Docker secrets was found";
  if (files === 0) return `Nothing could be read: ${notes.join(", ")}`;
  if (gaps.length > 0) return [`Nothing found in what could be read: ${kinds(scanned)}`, ...notes].join(", ");
  return [`No secrets out of place in ${kinds(scanned)}`, ...notes].join(", ");
}

/** `14 files (3 Dockerfiles, 4 compose files, 7 env files)`; `3 Dockerfiles` where all are of one kind. */
function kinds(scanned: RunReport["scanned"]): string {
  const each = Object.entries(scanned)
    .filter(([, amount]) => amount > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, amount]) => count(amount, kind));
  return each.length === 1 ? each.join() : `${count(total(scanned), "file")} (${each.join(", ")})`;
}

function bySeverity(findings: RunReport["findings"]): string {
  return severities
    .toReversed()
    .map((severity) => ({ severity, amount: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ amount }) => amount > 0)
    .map(({ severity, amount }) => `${grouped(amount)} ${severity}`)
    .join(", ");
}

/** `1 finding`, `2 findings`, `1,200 findings`. */
export function count(amount: number, thing: string): string {
  return `${grouped(amount)} ${thing}${amount === 1 ? "" : "s"}`;
}

/** How many files were read. */
export function total(scanned: RunReport["scanned"]): number {
  return Object.values(scanned).reduce((sum, amount) => sum + amount, 0);
}

function grouped(amount: number): string {
  return amount < 1000 ? String(amount) : String(amount).replace(/\B(?=(\d{3})+$)/g, ",");
}

function seconds(elapsedMs: number): string {
  return `${(elapsedMs / 1000).toFixed(elapsedMs < 10_000 ? 2 : 1)} s`;
}
