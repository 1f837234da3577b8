import { relative, resolve } from "node:path";
import { className, UserError } from "../errors.ts";
import type { LintResult } from "../findings/report.ts";
import { openDoor, slashed } from "../inputs/door.ts";
import { sayRefusal } from "../inputs/refusal.ts";
import { readNamedFile } from "../inputs/regular-file.ts";
import { isBelow, writeBelow } from "../inputs/write-file.ts";
import { writeNamed } from "../inputs/write-named.ts";
import { baselineText, compared, type KnownFinding, parseBaseline } from "./baseline.ts";

const largest = 100 * 1024 * 1024;

/**
 * Where a baseline is: on the command line the user may name a file anywhere, a configuration only one below the root.
 */
export interface BaselineName {
  name: string;
  named: boolean;
}

/** The baseline of a root. */
export function readBaseline(root: string, { name, named }: BaselineName): KnownFinding[] {
  const path = resolve(root, name);
  const given = named ? readNamedFile(path, largest) : openDoor(root).read(slashed(relative(root, path)), largest);
  if ("gave" in given && given.gave.complete) return parseBaseline(name, given.gave.bytes.toString("utf8"));
  if ("gave" in given) throw new UserError(`the baseline ${name} is larger than 100 MiB`);
  const { refused } = given;
  if (refused === "gone") throw new UserError(`no baseline at ${name}`, "`runsecrets baseline` writes one");
  if (refused === "outside") {
    throw new UserError(`the baseline ${name} is outside this folder`, "`--baseline` may name a file anywhere");
  }
  throw new UserError(`cannot read the baseline ${name} (${sayRefusal(refused)})`);
}

/** Writes it whole. Outside the root only where the user, and not the configuration, names it. */
export function writeBaseline(root: string, { name, named }: BaselineName, entries: readonly KnownFinding[]): void {
  const isInside = isBelow(resolve(root), resolve(root, name));
  if (!isInside && !named)
    throw new UserError(`the configuration names a baseline outside of ${root}`, `\`--baseline ${name}\` writes it`);
  const text = baselineText(entries);
  try {
    if (isInside) writeBelow(root, name, text);
    else writeNamed(resolve(root, name), () => [text]);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    throw new UserError(`cannot write the baseline ${name} (${code})`);
  }
}

/** A result without what the baseline knows. */
export function withoutKnown<Result extends Pick<LintResult, "findings">>(
  root: string,
  baseline: BaselineName,
  result: Result,
): Result & { baselined: number } {
  const { fresh } = compared(result.findings, readBaseline(root, baseline));
  return { ...result, findings: fresh, baselined: result.findings.length - fresh.length };
}
