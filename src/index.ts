import { inOptions } from "./errors.ts";
import type { RunReport } from "./findings/report.ts";
import { type AuditOptions, runAudit } from "./pipeline/run-audit.ts";
import { type LintOptions, run } from "./pipeline/run-lint.ts";
import { thisHost } from "./runtime/probe/host.ts";

/** Finds the Docker secrets that lie somewhere else. Rejects with a `UserError` for what the caller can mend: an unknown rule, a path that does not exist. */
export async function lint(options: LintOptions = {}): Promise<RunReport> {
  return (await run(options).catch(rejectInOptions)).report;
}

/**
 * Looks at a running engine, and changes nothing. Which engine, and with which rights, is chosen as Docker's own command does. Rejects with a `UserError`
 * where no engine answers.
 */
export async function audit(options: AuditOptions = {}): Promise<RunReport> {
  return (await runAudit(options, thisHost()).catch(rejectInOptions)).report;
}

function rejectInOptions(error: unknown): never {
  throw inOptions(error);
}

export type { Config, FailOn, Ignore } from "./config/config.ts";
export { UserError } from "./errors.ts";
export { fingerprint } from "./findings/fingerprint.ts";
export type { EngineOverview, LocatedFinding, LocatedGap, Region, RunReport } from "./findings/report.ts";
export type { AuditOptions } from "./pipeline/run-audit.ts";
export type { LintOptions } from "./pipeline/run-lint.ts";
export { exitCode } from "./policy/threshold.ts";
export { rules } from "./rules/index.ts";
export type { Confidence, Example, Message, Rule, RuleCard, Severity } from "./rules/rule.ts";
export type { Progress } from "./runtime/probe/options.ts";
