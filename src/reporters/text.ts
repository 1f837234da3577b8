import { printable, withoutCommands } from "../findings/printable.ts";
import type { LocatedReason, ReporterOptions, RunReport } from "../findings/report.ts";
import { colors } from "./colors.ts";
import { engineName, looked } from "./engine.ts";
import { wrapped } from "./layout.ts";
import { byPlace } from "./order.ts";
import { count, summary } from "./summary.ts";
import { findingLines, type KnownAdvice, type Page } from "./text-finding.ts";

/** Longer lines are hard to read, however wide the terminal. */
const widest = 120;
const calm = { gaps: 20, remarks: 10 };

/** For people. */
export function* textReporter(unsorted: RunReport, options: ReporterOptions): Generator<string> {
  const report = { ...unsorted, findings: unsorted.findings.toSorted(byPlace) };
  const page = pageFor(options);
  if (!options.quiet) yield text(engineLines(report));
  yield* findingBlocks(report, page);
  if (options.quiet) return;
  yield text(soundLines(report));
  yield text(gapBlocks(report.gaps, page));
  yield text(remarkLines(report.remarks ?? [], page));
  yield text([summaryLine(report, page), ...hintLines(report, page)]);
}

function text(lines: readonly string[]): string {
  return withoutCommands(lines.map((line) => `${line}\n`).join(""));
}

function pageFor({ color, verbose, width, pages }: ReporterOptions): Page {
  const painted = colors(color);
  return {
    colors: painted,
    verbose,
    width: width === undefined ? undefined : Math.min(width, widest),
    rule: (id) => painted.dim(pages === undefined ? id : linked(id, `${pages}${id}.md`)),
  };
}

/** OSC 8: a terminal that does not know it shows the text only. */
function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** What an engine answered is listed by the thing it is about, what is in files by its place. */
function* findingBlocks({ findings, engine }: RunReport, page: Page): Generator<string> {
  let file: string | undefined;
  let advice: KnownAdvice = new Map();
  for (const finding of findings) {
    const isNext = finding.file !== file;
    if (isNext) advice = new Map();
    const lines = findingLines(finding, page, advice);
    if (finding.pointer !== undefined && isNext)
      lines.unshift(page.colors.bold(printable(engine?.titles[finding.file] ?? finding.file)));
    file = finding.file;
    yield text([...lines, ""]);
  }
}

function gapBlocks(gaps: readonly LocatedReason[], { colors, verbose, width }: Page): string[] {
  const title = colors.yellow("Not checked:");
  const [only, ...rest] = gaps.map(gapLine);
  if (only === undefined) return [];
  if (rest.length === 0) return [...hanging(title, "Not checked:".length, only, width), ""];
  const shown = verbose ? [only, ...rest] : [only, ...rest].slice(0, calm.gaps);
  const left = gaps.length - shown.length;
  return [
    title,
    ...shown.flatMap((line) => hanging(" ", 1, line, width)),
    ...(left > 0 ? [colors.dim(`  and ${count(left, "more thing")}; --verbose lists them all`)] : []),
    "",
  ];
}

function hanging(title: string, columns: number, line: string, width: number | undefined): string[] {
  const rows = wrapped(line, width === undefined ? undefined : Math.max(24, width - columns - 1));
  return rows.map((row, at) => (at === 0 ? `${title} ${row}` : `    ${row}`));
}

function remarkLines(remarks: readonly LocatedReason[], { colors, verbose, width }: Page): string[] {
  if (remarks.length === 0) return [];
  const shown = verbose ? remarks : remarks.slice(0, calm.remarks);
  const left = remarks.length - shown.length;
  return [
    ...shown.flatMap((remark) => hanging("Note:", 5, gapLine(remark), width).map(colors.dim)),
    ...(left > 0 ? [colors.dim(`and ${count(left, "more note")}; --verbose lists them all`)] : []),
    "",
  ];
}

function engineLines({ engine, scanned }: RunReport): string[] {
  return engine ? [printable(`${engineName(engine)} · ${looked(engine, scanned)}`), ""] : [];
}

/** Only of containers that hold secrets at all. */
function soundLines({ engine }: RunReport): string[] {
  if (!engine || engine.sound === 0) return [];
  const who = engine.sound === 1 ? "1 container keeps its" : `${engine.sound} containers keep their`;
  return [`${who} secrets in memory, as declared.`];
}

/** A place that is a path keeps its colon, for editors; the name of a thing gets one. */
function gapLine({ file, line, why }: LocatedReason): string {
  return `${printable(file)}${line === undefined ? "" : `:${line}`} ${printable(why)}`;
}

function summaryLine(report: RunReport, { colors }: Page): string {
  const line = summary(report);
  if (report.findings.length > 0) return colors.bold(line);
  return report.gaps.length > 0 ? colors.yellow(line) : colors.green(line);
}

/** What to type next, with a rule of this report. */
function hintLines({ findings, engine }: RunReport, { colors, width }: Page): string[] {
  const [first] = findings;
  if (!first) return [];
  const accept = engine
    ? "to accept one: `ignore` in runsecrets.yaml"
    : `to accept one: # runsecrets-ignore ${first.rule} -- reason`;
  const why = `\`runsecrets explain ${printable(first.rule)}\` says why`;
  return wrapped([...fixHint(findings), why, printable(accept)].join(" · "), width).map(colors.dim);
}

function fixHint(findings: RunReport["findings"]): string[] {
  const able = findings.filter(({ fix }) => (fix?.files.length ?? 0) > 0).length;
  return able === 0 ? [] : [`\`runsecrets fix\` can move ${findings.length === 1 ? "it" : `${able} of them`}`];
}
