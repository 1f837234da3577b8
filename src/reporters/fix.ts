import type { FixReport } from "../findings/fix-report.ts";
import { printable } from "../findings/printable.ts";
import { type Colors, colors } from "./colors.ts";
import { diffLines } from "./diff.ts";
import { count } from "./summary.ts";

const mostLeft = 20;

/** What `fix` did, or would do. */
export function fixText(report: FixReport, options: { color: boolean }): string {
  const painted = colors(options.color);
  const lines = [
    ...report.fixes.flatMap((one) => planLines(one, painted)),
    ...report.files.flatMap(({ file, isNew, diff }) => [
      painted.bold(`--- ${isNew ? "/dev/null" : printable(file)}`),
      painted.bold(`+++ ${printable(file)}`),
      ...diff.flatMap((hunk) => [painted.cyan(`@@ line ${hunk.line} @@`), ...diffLines([hunk], painted)]),
      "",
    ]),
    ...leftLines(report, painted),
    ending(report),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function planLines({ finding, fix }: FixReport["fixes"][number], painted: Colors): string[] {
  return [
    painted.bold(`${printable(finding.file)}:${finding.region.startLine}: ${printable(fix.title)}`),
    ...fix.values.map((file) => `  + ${printable(file)}  new, 0600`),
    ...fix.files.map(({ file }) => `  ~ ${printable(file)}`),
    ...[...fix.steps, ...fix.cautions].map((sentence) => `  ! ${printable(sentence)}`),
    "",
  ];
}

function leftLines({ left }: FixReport, painted: Colors): string[] {
  const shown = left.slice(0, mostLeft);
  return [
    ...shown.map(
      ({ finding, why }) =>
        `${painted.yellow("Not fixed:")} ${printable(finding.file)}:${finding.region.startLine} ${finding.rule}: ${printable(why)}`,
    ),
    ...(left.length > shown.length ? [`and ${count(left.length - shown.length, "more finding")}`] : []),
    ...(left.length > 0 ? [""] : []),
  ];
}

function ending({ fixes, left, written }: FixReport): string {
  const all = fixes.length + left.length;
  if (all === 0) return "There is nothing to fix.";
  if (fixes.length === 0) return `None of ${count(all, "finding")} can be fixed by a machine.`;
  if (written) return `Fixed ${fixes.length} of ${count(all, "finding")}.`;
  return `Nothing was written. \`runsecrets fix --write\` fixes ${fixes.length} of ${count(all, "finding")}.`;
}
