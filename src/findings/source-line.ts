import type { Place } from "../facts/index.ts";
import { type MaskedPiece, showLine } from "../facts/shown-line.ts";
import type { Finding } from "./finding.ts";
import { type LineTable, lineEnd, lineStart } from "./line-table.ts";
import { byFile } from "./places.ts";

/** What is shown of a line on either side of a finding: files can be one line. */
const mostBeside = 200;
/** What `Sealed.mask()` leaves of a text. */
const mask = /[\x21-\x7e•]?•{7} \((\d+)\)/g;

type Written = Finding & { at: Extract<Place, { in: "text" }> };

/** Gives the line of a finding as it is in the file, with the values of all findings on it masked. */
export function sourceLines(
  findings: readonly Finding[],
  tableOf: (file: string) => LineTable | undefined,
): (finding: Finding) => string | undefined {
  const files = byFile(onePerPlace(findings.filter(isWritten)));
  return (finding) => {
    const table = isWritten(finding) ? tableOf(finding.at.file) : undefined;
    return table && isWritten(finding) ? sourceLine(finding, table, files.get(finding.at.file) ?? []) : undefined;
  };
}

/** Those that mask something, by start. One `COPY` can have thousands of findings at one place. */
function onePerPlace(findings: readonly Written[]): Written[] {
  const places = new Map<string, Written>();
  for (const one of findings) if (one.shown?.includes("•")) places.set(`${one.at.file}\0${one.at.span[0]}`, one);
  return [...places.values()].sort((a, b) => a.at.span[0] - b.at.span[0]);
}

function isWritten(finding: Finding): finding is Written {
  return finding.at.in === "text";
}

function sourceLine(finding: Written, table: LineTable, inFile: readonly Written[]): string {
  const [from, to] = finding.at.span;
  const start = Math.max(lineStart(table, from), from - mostBeside);
  const end = Math.min(lineEnd(table, from), Math.max(to, from) + mostBeside);
  const line = table.text.slice(start, end).replace(/^\ufeff/, " ");
  const pieces = maskedOn(inFile, start, end).map((one) => pieceOf(one, line, start));
  const named = [finding.key, (finding.shown ?? "").replace(mask, " "), ...namesIn(finding.what)];
  return showLine(
    line,
    pieces.filter((piece) => piece !== undefined),
    named,
  );
}

/** What is no word of ours in a message: a path, a variable. */
function namesIn(message: string): string[] {
  return message.match(/\S*(?:[/_]\S|\.\w)\S*/g) ?? [];
}

/** Those of a sorted list whose values are on a part of a text. */
function maskedOn(sorted: readonly Written[], start: number, end: number): Written[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at.span[0] ?? start) < start) low = middle + 1;
    else high = middle;
  }
  const found: Written[] = [];
  for (let at = low; at < sorted.length; at++) {
    const one = sorted[at];
    if (!one || one.at.span[0] >= end) break;
    found.push(one);
  }
  return found;
}

/** The mask in the place of a value; the reference around it and its quotes stay. */
function pieceOf({ at, shown }: Written, line: string, start: number): MaskedPiece | undefined {
  const masks = [...(shown?.matchAll(mask) ?? [])];
  const [first, last] = [masks[0], masks.at(-1)];
  if (shown === undefined || !first || !last) return undefined;
  let text = shown.slice(first.index, last.index + last[0].length);
  const from = at.span[0] - start;
  const to = Math.min(at.span[1] - start, line.length);
  const written = line.slice(from, to);
  const length = Math.max(0, at.span[1] - at.span[0]);
  // The mask is of all of a text, and the finding is about a part of it.
  if (first === last && Number(first[1]) > length) text = `${"•".repeat(8)} (${length})`;
  if (written.startsWith("$")) {
    const reference = shown.lastIndexOf("${", first.index);
    const close = shown.indexOf("}", last.index);
    if (reference !== -1 && close !== -1) text = shown.slice(reference, close + 1);
  }
  const quote = /^(["'`]).*\1$/s.exec(written)?.[1] ?? "";
  return { start: from, end: to, mask: `${quote}${text}${quote}` };
}
