import { printable } from "../findings/printable.ts";
import type { LocatedFinding, LocatedReason, RunReport } from "../findings/report.ts";
import { plainAdvice } from "./advice.ts";
import { bySeverity } from "./order.ts";
import { summary } from "./summary.ts";

/** A job summary on GitHub may hold 1 MiB, and nobody reads longer tables. */
const most = { findings: 200, gaps: 50, bytes: 900_000 };

/** For a job's summary: the verdict, and a table of the worst findings. */
export function* markdownReporter(report: RunReport): Generator<string> {
  yield `### runsecrets ${report.engine ? "audit" : "lint"}\n\n${plain(summary(report))}\n`;
  const findings = report.findings.toSorted(bySeverity);
  yield* section(
    findings,
    most.findings,
    "finding",
    "| Severity | Where | What | Rule |\n|---|---|---|---|",
    findingRow,
  );
  yield* section(report.gaps, most.gaps, "thing that was not checked", "| Not checked | Why |\n|---|---|", gapRow);
  yield* section(report.remarks ?? [], most.gaps, "note", "| Note | Why |\n|---|---|", gapRow);
}

function* section<Thing>(
  things: readonly Thing[],
  atMost: number,
  name: string,
  head: string,
  row: (thing: Thing) => string,
): Generator<string> {
  if (things.length === 0) return;
  yield `\n${head}\n`;
  let shown = 0;
  let bytes = 0;
  for (const thing of things.slice(0, atMost)) {
    const written = row(thing);
    bytes += Buffer.byteLength(written);
    if (bytes > most.bytes / 2) break;
    yield written;
    shown += 1;
  }
  if (shown < things.length) yield `\nListed: ${shown} of ${things.length}, one row for each ${name}.\n`;
}

function findingRow(finding: LocatedFinding): string {
  const { severity, file, region, pointer, rule } = finding;
  const { what, instead, paste } = plainAdvice(finding);
  const where = pointer === undefined ? `${file}:${region.startLine}` : file;
  const text = [what, instead].filter((part) => part !== "").map(plain);
  const lines = paste.map((line) => `<code>${plain(line).replace(/^ +/, (run) => "&nbsp;".repeat(run.length))}</code>`);
  return `| ${severity} | ${plain(where)} | ${[...text, ...lines].join("<br>")} | ${plain(rule)} |\n`;
}

function gapRow({ file, line, why }: LocatedReason): string {
  return `| ${plain(line === undefined ? file : `${file}:${line}`)} | ${plain(why)} |\n`;
}

/** Text in which Markdown finds no mark, no tag and no address. */
function plain(text: string): string {
  return printable(text).replace(/[!-/:-@[-`{-~]/g, (mark) => escaped(mark));
}

function escaped(mark: string): string {
  if (mark === "<") return "&lt;";
  if (mark === ">") return "&gt;";
  if (mark === "&") return "&amp;";
  return /[-,;=/()'"]/.test(mark) ? mark : `\\${mark}`;
}
