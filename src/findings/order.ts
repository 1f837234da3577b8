import type { Finding } from "./finding.ts";
import { comparePlaces, compareText } from "./places.ts";

/**
 * The total order of findings: file, start, end, rule, message, key, then all that is left, so that no tie falls back
 * on the order of the input.
 */
export function inOrder(findings: Iterable<Finding>): Finding[] {
  return [...findings].sort(compareFindings);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    comparePlaces(a.at, b.at) ||
    compareText(a.rule, b.rule) ||
    compareText(a.say, b.say) ||
    compareText(a.key, b.key) ||
    compareText(a.subject, b.subject) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
