import type { LocatedFinding } from "../findings/report.ts";
import { severities } from "../rules/rule.ts";

type Order = (a: LocatedFinding, b: LocatedFinding) => number;

/**
 * By file and place. Total: whatever differs in what is reported decides, so that the order of the input never shows.
 */
export const byPlace: Order = (a, b) =>
  compare(a.file, b.file) ||
  a.region.startLine - b.region.startLine ||
  a.region.startColumn - b.region.startColumn ||
  a.region.endLine - b.region.endLine ||
  a.region.endColumn - b.region.endColumn ||
  compare(a.rule, b.rule) ||
  compare(a.say, b.say) ||
  compare(a.subject, b.subject) ||
  compare(a.key, b.key) ||
  compare(a.what, b.what) ||
  compare(a.instead, b.instead);

/** The worst first, then by place: for consumers that cut a list off. */
export const bySeverity: Order = (a, b) =>
  severities.indexOf(b.severity) - severities.indexOf(a.severity) || byPlace(a, b);

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
