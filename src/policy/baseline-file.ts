import { readFileSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { className, UserError } from "../errors.ts";
import { writeBelow } from "../inputs/write-file.ts";
import { writeNamed } from "../inputs/write-named.ts";
import type { LintResult } from "../pipeline/lint.ts";
import { baselineText, compared, type KnownFinding, parseBaseline } from "./baseline.ts";

/** The baseline of a root. */
export function readBaseline(root: string, name: string): KnownFinding[] {
  return parseBaseline(
    name,
    tried(name, "read", () => readFileSync(resolve(root, name), "utf8")),
  );
}

/** Writes it whole. Outside of the root only where the user, and not the configuration, names it. */
export function writeBaseline(root: string, name: string, entries: readonly KnownFinding[], isNamed: boolean): void {
  const path = resolve(root, name);
  const way = relative(root, path);
  const isOutside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (isOutside && !isNamed)
    throw new UserError(`the configuration names a baseline outside of ${root}`, `\`--baseline ${name}\` writes it`);
  const text = baselineText(entries);
  tried(name, "write", () => (isOutside ? writeNamed(path, () => [text]) : writeBelow(root, name, text)));
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
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    if (code === "ENOENT" && what === "read")
      throw new UserError(`no baseline at ${name}`, "`runsecrets baseline` writes one");
    throw new UserError(`cannot ${what} the baseline ${name} (${code})`);
  }
}
