import { printable, withoutCommands } from "../findings/printable.ts";
import type { LocatedFinding, LocatedReason, RunReport } from "../findings/report.ts";
import { byPlace } from "./order.ts";

/**
 * One line for each finding and for each thing that was not checked, as editors and grep read it:
 * `file:line:column: severity rule message`.
 */
export function* conciseReporter({ findings, gaps }: RunReport): Generator<string> {
  for (const finding of findings.toSorted(byPlace)) yield findingLine(finding);
  for (const gap of gaps) yield gapLine(gap);
}

function findingLine({ file, region, pointer, severity, rule, what }: LocatedFinding): string {
  const place = pointer === undefined ? `${file}:${region.startLine}:${region.startColumn}` : file;
  return written(`${place}: ${severity} ${rule} ${what}`);
}

function gapLine({ file, line, column, why }: LocatedReason): string {
  const place = [file, line, line && column].filter((part) => part !== undefined).join(":");
  return written(`${place}: not-checked ${why}`);
}

function written(text: string): string {
  return withoutCommands(`${printable(text)}\n`);
}
