import { printable, withoutCommands } from "../findings/printable.ts";
import type { LocatedFinding, LocatedGap, ReporterOptions, RunReport } from "../findings/report.ts";
import type { Severity } from "../rules/rule.ts";
import { type Colors, colors } from "./colors.ts";
import { engineName, looked } from "./engine.ts";
import { columns, excerpt, wrapped } from "./layout.ts";
import { byPlace } from "./order.ts";
import { count, summary } from "./summary.ts";

/** What all findings of a page share, so that their columns line up. */
interface Page {
  colors: Colors;
  verbose: boolean;
  width: number | undefined;
  place: number;
  severity: number;
  /** A rule's id as the terminal shows it. */
  rule(id: string): string;
}

/** Longer lines are hard to read, however wide the terminal. */
const widest = 120;
const piped = { ruleEdge: 100, excerpt: 160 };
const calm = { related: 5, gaps: 20, remarks: 10 };

/** For people. */
export function* textReporter(report: RunReport, options: ReporterOptions): Generator<string> {
  const page = pageFor(report, options);
  if (!options.quiet) yield text(engineLines(report));
  yield* findingBlocks(report, page);
  if (options.quiet) return;
  yield text(soundLines(report));
  yield text(gapBlocks(report.gaps, page));
  yield text(remarkLines(report.remarks ?? [], page));
  yield text([summaryLine(report, page)]);
}

function text(lines: readonly string[]): string {
  return withoutCommands(lines.map((line) => `${line}\n`).join(""));
}

function pageFor(report: RunReport, { color, verbose, width, pages }: ReporterOptions): Page {
  const painted = colors(color);
  const longest = (texts: string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0);
  return {
    colors: painted,
    verbose,
    width: width === undefined ? undefined : Math.min(width, widest),
    place: longest(report.findings.map(position)),
    severity: longest(report.findings.map((finding) => finding.severity)),
    rule: (id) => painted.dim(pages === undefined ? id : linked(id, `${pages}${id}.md`)),
  };
}

function* findingBlocks(report: RunReport, page: Page): Generator<string> {
  let file: string | undefined;
  for (const finding of report.findings.toSorted(byPlace)) {
    const lines = [...findingLines(finding, page), ""];
    if (finding.file !== file)
      lines.unshift(page.colors.bold(printable(report.engine?.titles[finding.file] ?? finding.file)));
    file = finding.file;
    yield text(lines);
  }
}

function findingLines(finding: LocatedFinding, page: Page): string[] {
  const { colors, width } = page;
  const margin = 2 + (page.place && page.place + 2) + page.severity + 2;
  const room = width === undefined ? undefined : Math.max(24, width - margin);
  const rows = (text: string) => (text === "" ? [] : wrapped(printable(text), room));
  const bar = colors.dim("│");

  const what = rows(finding.what);
  const instead = rows(finding.instead);
  const ruleRows = instead.length > 0 ? instead : what;
  const last = ruleRows.pop() ?? "";
  ruleRows.push(...withRule(last, finding.rule, margin, page));

  const shown: string[] = [];
  if (finding.shown !== undefined) {
    const { row, marks } = excerpt(printable(finding.shown), (room ?? piped.excerpt) - 2);
    shown.push(`${bar} ${row}`);
    if (marks !== "") shown.push(`${bar} ${colors.red(marks)}`);
  }
  const place = page.place > 0 ? `${colors.dim(position(finding).padEnd(page.place))}  ` : "";
  const head = `  ${place}${severityWord(finding.severity, page)}  `;
  const body = [
    ...what,
    ...shown,
    ...instead,
    ...finding.paste.map((line) => `${bar} ${colors.green(printable(line))}`),
    ...related(finding, page).flatMap(rows),
    ...(page.verbose && finding.because !== undefined
      ? rows(`because ${finding.because} (confidence: ${finding.confidence})`).map((row) => colors.dim(row))
      : []),
  ];
  return body.map((row, index) => (index === 0 ? head : " ".repeat(margin)) + row);
}

/** The rule's id at the right edge of a row, or of the next one where it does not fit. */
function withRule(row: string, id: string, margin: number, { rule, width }: Page): string[] {
  const edge = width ?? piped.ruleEdge;
  const free = edge - margin - columns(row) - id.length;
  if (free >= 2 || width === undefined) return [row + " ".repeat(Math.max(2, free)) + rule(id)];
  return [row, " ".repeat(Math.max(0, edge - margin - id.length)) + rule(id)];
}

/** OSC 8: a terminal that does not know it shows the text alone. */
function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}

function related({ relatedRegions }: LocatedFinding, { verbose }: Page): string[] {
  const shown = verbose ? relatedRegions : relatedRegions.slice(0, calm.related);
  const left = relatedRegions.length - shown.length;
  return [
    ...shown.map(
      ({ file, region, pointer, note }) =>
        `also: ${file}${pointer === undefined ? `:${region.startLine}` : ""} ${note}`,
    ),
    ...(left > 0 ? [`also: ${count(left, "more place")}`] : []),
  ];
}

function gapBlocks(gaps: readonly LocatedGap[], { colors, verbose }: Page): string[] {
  const title = colors.yellow("Not checked:");
  const [only, ...rest] = gaps.map(gapLine);
  if (only === undefined) return [];
  if (rest.length === 0) return [`${title} ${only}`, ""];
  const shown = verbose ? [only, ...rest] : [only, ...rest].slice(0, calm.gaps);
  const left = gaps.length - shown.length;
  return [
    title,
    ...shown.map((line) => `  ${line}`),
    ...(left > 0 ? [colors.dim(`  and ${count(left, "more thing")}; --verbose lists them all`)] : []),
    "",
  ];
}

function remarkLines(remarks: readonly LocatedGap[], { colors, verbose }: Page): string[] {
  if (remarks.length === 0) return [];
  const shown = verbose ? remarks : remarks.slice(0, calm.remarks);
  const left = remarks.length - shown.length;
  return [
    ...shown.map((remark) => colors.dim(`Note: ${gapLine(remark)}`)),
    ...(left > 0 ? [colors.dim(`and ${count(left, "more note")}; --verbose lists them all`)] : []),
    "",
  ];
}

function engineLines({ engine, scanned }: RunReport): string[] {
  return engine ? [printable(`${engineName(engine)} · ${looked(engine, scanned)}`), ""] : [];
}

/** Said only of containers that hold secrets at all. */
function soundLines({ engine }: RunReport): string[] {
  if (!engine || engine.sound === 0) return [];
  const whose = engine.sound === 1 ? "1 container holds its" : `${engine.sound} containers hold their`;
  return [`${whose} secrets as declared, in memory.`];
}

function gapLine({ file, line, why }: LocatedGap): string {
  return `${printable(file)}${line === undefined ? "" : `:${line}`} ${printable(why)}`;
}

function summaryLine(report: RunReport, { colors }: Page): string {
  const line = summary(report);
  if (report.findings.length > 0) return colors.bold(line);
  return report.gaps.length > 0 ? colors.yellow(line) : colors.green(line);
}

function position({ pointer, region }: LocatedFinding): string {
  if (pointer !== undefined) return "";
  return `${region.startLine}:${region.startColumn}`;
}

function severityWord(severity: Severity, { colors, severity: width }: Page): string {
  const word = severity.padEnd(width);
  if (severity === "critical") return colors.bold(colors.red(word));
  if (severity === "high") return colors.red(word);
  if (severity === "medium") return colors.yellow(word);
  return severity === "low" ? colors.cyan(word) : colors.dim(word);
}
