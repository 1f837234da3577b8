import type { Span } from "../facts/index.ts";
import type { Region } from "./report.ts";

const byteOrderMark = 0xfeff;
const carriageReturn = 0x0d;

/**
 * Where each line of a text starts. Lines end at `\n` (so also at `\r\n`), as git, GitHub and SARIF count them; a lone
 * `\r` ends none.
 */
export interface LineTable {
  text: string;
  starts: readonly number[];
}

export function lineTable(text: string): LineTable {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The start of the line that holds an offset. */
export function lineStart(table: LineTable, offset: number): number {
  return table.starts[lineIndex(table, offset)] ?? 0;
}

/** The end of the line that holds an offset, before its line break. */
export function lineEnd(table: LineTable, offset: number): number {
  const next = table.starts[lineIndex(table, offset) + 1];
  if (next === undefined) return table.text.length;
  return table.text.charCodeAt(next - 2) === carriageReturn ? next - 2 : next - 1;
}

/** The region a span covers; a span that leaves the text is cut to it. */
export function regionOf(table: LineTable, [start, end]: Span): Region {
  const from = position(table, start);
  const to = position(table, Math.max(start, end));
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function position(table: LineTable, offset: number): { line: number; column: number } {
  const inside = Math.min(Math.max(offset, 0), table.text.length);
  const index = lineIndex(table, inside);
  const start = table.starts[index] ?? 0;
  // Editors and GitHub do not show the byte order mark, and count columns after it.
  const mark = index === 0 && table.text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  return { line: index + 1, column: Math.max(1, inside - start - mark + 1) };
}

function lineIndex(table: LineTable, offset: number): number {
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
