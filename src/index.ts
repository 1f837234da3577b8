import { inOptions } from "./errors.ts";
import type { FixReport } from "./findings/fix-report.ts";
import type { RunReport } from "./findings/report.ts";
import type { FixOptions } from "./pipeline/fix.ts";
import { type AuditOptions, runAudit } from "./pipeline/run-audit.ts";
import { type LintOptions, run } from "./pipeline/run-lint.ts";
import { thisHost } from "./runtime/probe/host.ts";

/**
 * Finds the Docker secrets that are somewhere else. Rejects with a `UserError` for what the caller can fix: an unknown
 * rule, a path that does not exist.
 */
export async function lint(options: LintOptions = {}): Promise<RunReport> {
  return (await run(options).catch(rejectInOptions)).report;
}

/**
 * Looks at a running engine, and changes nothing. Which engine, and with which rights, is chosen as Docker's own
 * command does. Rejects with a `UserError`
 * where no engine answers.
 */
export async function audit(options: AuditOptions = {}): Promise<RunReport> {
  return (await runAudit(options, thisHost()).catch(rejectInOptions)).report;
}

/**
 * Plans how findings can be fixed by edits, and with `write` makes them: all or none. Rejects with a `UserError` for
 * what the caller can fix, for instance a
 * file that changed in the meantime; nothing was written then.
 */
export async function fix(options: FixOptions = {}): Promise<FixReport> {
  const { runFix } = await import("./pipeline/fix.ts");
  return runFix(options).catch(rejectInOptions);
}

function rejectInOptions(error: unknown): never {
  throw inOptions(error);
}

export type { Config, FailOn, Ignore } from "./config/config.ts";
export { UserError } from "./errors.ts";
export { fingerprint } from "./findings/fingerprint.ts";
export type { FixReport } from "./findings/fix-report.ts";
export type { ProposedFix } from "./findings/proposed-fix.ts";
export type { EngineOverview, LocatedFinding, LocatedGap, Region, RunReport } from "./findings/report.ts";
export type { FixOptions } from "./pipeline/fix.ts";
export type { AuditOptions } from "./pipeline/run-audit.ts";
export type { LintOptions } from "./pipeline/run-lint.ts";
export { exitCode } from "./policy/threshold.ts";
export { rules } from "./rules/index.ts";
export type { Confidence, Example, Message, Rule, RuleCard, Severity } from "./rules/rule.ts";
export type { Progress } from "./runtime/probe/options.ts";
