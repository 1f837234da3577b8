import type { FailOn } from "../config/config.ts";
import { type Severity, severities } from "../rules/rule.ts";

/**
 * 0: nothing at or above the threshold; 1: findings; 2: something could not be seen. Findings win over what was not
 * seen, because
 * they are sure: mending the one does not need the other.
 */
export function exitCode(
  report: { findings: Iterable<{ severity: Severity }>; gaps: readonly unknown[] },
  failOn: FailOn,
): 0 | 1 | 2 {
  for (const { severity } of report.findings) if (reaches(severity, failOn)) return 1;
  return report.gaps.length > 0 ? 2 : 0;
}

function reaches(severity: Severity, failOn: FailOn): boolean {
  return failOn !== "never" && severities.indexOf(severity) >= severities.indexOf(failOn);
}

/** The more severe of two. */
export function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b;
}
