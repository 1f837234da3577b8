import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { className, UserError } from "../errors.ts";
import type { LintResult } from "../pipeline/lint.ts";
import { baselineText, compared, type KnownFinding, parseBaseline } from "./baseline.ts";

/** The baseline of a root. */
export function readBaseline(root: string, name: string): KnownFinding[] {
  return parseBaseline(
    name,
    tried(name, "read", () => readFileSync(resolve(root, name), "utf8")),
  );
}

/** Writes it whole. */
export function writeBaseline(root: string, name: string, entries: readonly KnownFinding[]): void {
  tried(name, "write", () => writeFileSync(resolve(root, name), baselineText(entries)));
}

/** A result without what the baseline knows. */
export function withoutKnown<Result extends Pick<LintResult, "findings">>(
  root: string,
  name: string,
  result: Result,
): Result & { baselined: number } {
  const { fresh } = compared(result.findings, readBaseline(root, name));
  return { ...result, findings: fresh, baselined: result.findings.length - fresh.length };
}

function tried<T>(name: string, what: "read" | "write", run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    if (code === "ENOENT" && what === "read")
      throw new UserError(`no baseline at ${name}`, "`runsecrets baseline` writes one");
    throw new UserError(`cannot ${what} the baseline ${name} (${code})`);
  }
}
