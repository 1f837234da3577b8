import { printable } from "../findings/printable.ts";
import type { LocatedFinding, LocatedReason, RunReport } from "../findings/report.ts";
import { plainAdvice } from "./advice.ts";
import { levels } from "./level.ts";
import { bySeverity } from "./order.ts";
import { shortSentences } from "./sentence.ts";
import { summary } from "./summary.ts";

/**
 * GitHub's workflow commands: an annotation for each finding and gap. The worst come first, because GitHub shows ten of
 * a kind a step.
 */
export const githubReporter = (report: RunReport): string =>
  [
    ...report.findings.toSorted(bySeverity).map(findingCommand),
    ...report.gaps.map((gap) => gapCommand(gap, "warning", "not checked", "Not checked: ")),
    ...(report.remarks ?? []).map((remark) => gapCommand(remark, "notice", "note", "")),
    summary(report),
    "",
  ].join("\n");

function findingCommand(finding: LocatedFinding): string {
  const { startLine, startColumn, endLine, endColumn } = finding.region;
  const level = levels[finding.severity];
  return command(
    level === "note" ? "notice" : level,
    {
      file: printable(finding.file),
      line: startLine,
      // GitHub refuses columns on an annotation of several lines.
      ...(startLine === endLine && { col: startColumn }),
      endLine,
      ...(startLine === endLine && { endColumn }),
      title: `${finding.rule} (${finding.severity})`,
    },
    [shortSentences(plainAdvice(finding))],
  );
}

function gapCommand(gap: LocatedReason, level: "warning" | "notice", title: string, before: string): string {
  return command(
    level,
    {
      file: printable(gap.file),
      ...(gap.line !== undefined && { line: gap.line }),
      ...(gap.column !== undefined && { col: gap.column }),
      title,
    },
    [`${before}${printable(gap.file)} ${printable(gap.why)}`],
  );
}

function command(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number>>,
  message: readonly string[],
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(",")}::${escapeData(message.join("\n"))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
