import { printable } from "../findings/printable.ts";
import type { LocatedFinding } from "../findings/report.ts";
import type { Severity } from "../rules/rule.ts";
import { type Advice, adviceOf, lineText } from "./advice.ts";
import type { Colors } from "./colors.ts";
import { excerpt, wrapped } from "./layout.ts";
import { count } from "./summary.ts";

/** What all findings of a page share. */
export interface Page {
  colors: Colors;
  verbose: boolean;
  /** Columns of the terminal; absent when piped: then nothing is wrapped. */
  width: number | undefined;
  /** A rule's id as the terminal shows it. */
  rule(id: string): string;
}

/** The advice that a file got already, with the place of the finding that has it. */
export type KnownAdvice = Map<string, string>;

/** The row of a file that is one line can have any length. */
const widestExcerpt = 160;
const mostRelated = 5;

/** A finding: its place, the message, the line of the file, what to do. */
export function findingLines(finding: LocatedFinding, page: Page, advice: KnownAdvice): string[] {
  const isInFile = finding.pointer === undefined;
  const margin = isInFile ? 2 : 4;
  const room = page.width === undefined ? undefined : Math.max(24, page.width - margin);
  const place = isInFile ? `${printable(position(finding))}  ` : "  ";
  const quote = quoted(finding, page, room);
  const after = [...fix(finding, page, room, advice), ...related(finding, page, room), ...because(finding, page, room)];
  const gap = isInFile && quote.length > 0 ? [""] : [];
  const body = [...rows(printable(finding.what), room), ...gap, ...quote, ...(after.length > 0 ? gap : []), ...after];
  return [
    `${place}${severityWord(finding.severity, page)}  ${page.rule(printable(finding.rule))}`,
    ...body.map((row) => (row === "" ? "" : " ".repeat(margin) + row)),
  ];
}

function position({ file, region }: LocatedFinding): string {
  return `${file}:${region.startLine}:${region.startColumn}`;
}

/** The line of the file with its number, and what is wrong in it underlined. */
function quoted({ source, shown, region, pointer }: LocatedFinding, { colors }: Page, room?: number): string[] {
  const written = pointer === undefined ? (source ?? shown) : shown;
  if (written === undefined || written === "") return [];
  const number = pointer === undefined ? String(region.startLine) : "";
  const gutter = number === "" ? "" : `${number} `;
  const { row, marks } = excerpt(printable(written), Math.max(20, (room ?? widestExcerpt) - gutter.length - 2));
  const bar = colors.dim("│");
  return [
    `${colors.dim(gutter)}${bar} ${row}`,
    ...(marks === "" ? [] : [`${" ".repeat(gutter.length)}${bar} ${colors.red(marks)}`]),
  ];
}

/** What to do. What the file was told before is not repeated: of the same advice, only where that was. */
function fix(finding: LocatedFinding, { colors }: Page, room: number | undefined, known: KnownAdvice): string[] {
  const { steps, lines } = adviceOf(finding);
  const [first, ...others] = steps;
  if (first === undefined && lines.length === 0) return [];
  const id = JSON.stringify([steps, lines]);
  const before = known.get(id);
  if (before !== undefined) return [`fix: ${before}`];
  known.set(id, finding.pointer === undefined ? `the same as on line ${finding.region.startLine}` : "the same");
  const fresh = others.filter((step) => !finding.fix || !known.has(step));
  for (const step of others) known.set(step, step);
  const bar = colors.dim("│");
  const shown = lines.map((line) => `  ${bar} ${painted(line, colors)(printable(lineText(line)))}`);
  const after = fresh.flatMap((step) => rows(printable(labelled(step)), room));
  return [
    ...rows(`fix: ${printable(first ?? "")}`.trimEnd(), room),
    // Lines to paste are for all of the steps; a diff is the first of them.
    ...(finding.fix ? [...shown, ...after] : [...after, ...shown]),
  ];
}

function painted({ sign }: Advice["lines"][number], colors: Colors): (text: string) => string {
  return { " ": colors.dim, "@": colors.cyan, "-": colors.red, "+": colors.green, "": colors.green }[sign];
}

/** What comes after the first step: another one, another way, or what to know. */
function labelled(step: string): string {
  if (step.startsWith("note: ")) return step;
  return step.startsWith("or ") ? `or: ${step.slice(3)}` : `then: ${step}`;
}

function related({ relatedRegions }: LocatedFinding, { verbose }: Page, room: number | undefined): string[] {
  const shown = verbose ? relatedRegions : relatedRegions.slice(0, mostRelated);
  const left = relatedRegions.length - shown.length;
  return [
    ...shown.flatMap(({ file, region, pointer, note }) =>
      rows(printable(`also: ${file}${pointer === undefined ? `:${region.startLine}` : ""} ${note}`), room),
    ),
    ...(left > 0 ? [`also: ${count(left, "more place")}`] : []),
  ];
}

function because({ because, confidence }: LocatedFinding, { verbose, colors }: Page, room?: number): string[] {
  if (!verbose || because === undefined) return [];
  return rows(printable(`because: ${because} (confidence: ${confidence})`), room).map(colors.dim);
}

/** A text in rows, those after the first a little to the right. */
function rows(text: string, room: number | undefined): string[] {
  const [first = "", ...others] = wrapped(text, room);
  const rest = room === undefined ? [] : wrapped(others.join(" "), room - 2).filter((row) => row !== "");
  return [first, ...rest.map((row) => `  ${row}`)];
}

function severityWord(severity: Severity, { colors }: Page): string {
  if (severity === "critical") return colors.bold(colors.red(severity));
  if (severity === "high") return colors.red(severity);
  if (severity === "medium") return colors.yellow(severity);
  return severity === "low" ? colors.cyan(severity) : colors.dim(severity);
}
