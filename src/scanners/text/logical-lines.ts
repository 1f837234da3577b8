import type { Span } from "../../facts/index.ts";
import { type Head, readHead } from "./head.ts";
import { type HeredocMark, heredocMarks } from "./heredoc.ts";
import { joined, type Mapped } from "./mapped.ts";
import { isSpace } from "./words.ts";

/** A here-document with its body. */
export interface Heredoc extends HeredocMark {
  /** The lines of the body, each with its line feed and without carriage return. */
  body: readonly Span[];
  /** The line that ends it, without tabs before it. */
  end: Span;
}

/**
 * One instruction as the builder reads it: continued lines put together, comments and empty lines between them left
 * out.
 */
export interface LogicalLine {
  source: Mapped & { indexOf(offset: number): number };
  /** From the keyword to the last character of the instruction, bodies of here-documents included. */
  span: Span;
  /** The pieces of the file that `source` is made of. */
  pieces: readonly Span[];
  head: Head;
  /** The instruction after ONBUILD. */
  inner?: Head;
  heredocs: readonly Heredoc[];
  /** A here-document is announced whose end never comes. The lines after are read as if it were not. */
  unterminated: boolean;
}

export interface LogicalFile {
  lines: LogicalLine[];
  /** What continues a line and escapes a character: `\` or `` ` ``. */
  escapeMark: string;
}

/** Reads the instructions of a Dockerfile, line by line as BuildKit does. */
export function logicalLines(text: string): LogicalFile {
  const physical = physicalLines(text);
  const escapeMark = escapeCharacter(text, physical);
  const endOf = lineFinder(text, physical);
  const lines: LogicalLine[] = [];
  let next = 0;
  while (next < physical.length) {
    const [pieces, end, behind] = continued(text, physical, next, escapeMark);
    next = behind;
    const source = joined(text, pieces);
    const head = readHead(source.text, [0, source.text.length], escapeMark);
    if (head.keyword === "") continue;
    const inner = head.keyword === "ONBUILD" ? readHead(source.text, head.args, escapeMark) : undefined;
    const heredocs: Heredoc[] = [];
    let unterminated = false;
    for (const mark of marks(source.text, inner ?? head)) {
      const last = endOf(mark, next);
      if (last === undefined) {
        unterminated = true;
        break;
      }
      heredocs.push({ ...mark, ...body(text, physical, next, last) });
      next = last + 1;
    }
    const span: Span = [source.at(head.keywordRange[0]), heredocs.at(-1)?.end[1] ?? end];
    lines.push({ source, span, pieces, head, ...(inner && { inner }), heredocs, unterminated });
  }
  return { lines, escapeMark };
}

/** Lines without their ends. Only a line feed parts them; carriage returns before it belong to the end. */
function physicalLines(text: string): Span[] {
  const lines: Span[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf("\n", start);
    const next = feed < 0 ? text.length : feed;
    let end = next;
    while (end > start && text[end - 1] === "\r") end--;
    lines.push([start, end]);
    start = next + 1;
  }
  return lines;
}

/**
 * Directives are the comments at the very beginning that have the form of one and a name that is known; none is given
 * twice.
 */
function escapeCharacter(text: string, physical: readonly Span[]): string {
  const seen = new Set<string>();
  for (const [start, end] of physical) {
    const line = text.slice(start, end).trimStart();
    if (!line.startsWith("#")) break;
    const [, name, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S(?:.*\S)?)\s*$/.exec(line) ?? [];
    const known = name?.toLowerCase() ?? "";
    if (!/^(?:syntax|escape|check)$/.test(known) || seen.has(known)) break;
    if (known === "escape" && value === "`") return "`";
    seen.add(known);
  }
  return "\\";
}

/** The pieces of the instruction that begins at a line, where its last line ends, and the number of the next line. */
function continued(
  text: string,
  physical: readonly Span[],
  first: number,
  escapeMark: string,
): [Span[], number, number] {
  const pieces: Span[] = [];
  let last = 0;
  for (let nth = first; nth < physical.length; nth++) {
    const [start, end] = physical[nth] ?? [0, 0];
    let begin = start;
    while (begin < end && isSpace(text[begin])) begin++;
    const skipped = begin === end || text[begin] === "#";
    if (skipped && nth === first) return [[], 0, nth + 1];
    if (skipped) continue;
    const cut = continuation(text, start, end, escapeMark);
    const piece: Span = [nth === first ? begin : start, cut ?? end];
    if (piece[1] > piece[0]) pieces.push(piece);
    last = end;
    if (cut === undefined) return [pieces, last, nth + 1];
  }
  return [pieces, last, physical.length];
}

/** Where the escape character is that continues a line: its last character but blanks, and not itself escaped. */
function continuation(text: string, start: number, end: number, escapeMark: string): number | undefined {
  let index = end - 1;
  while (index >= start && (text[index] === " " || text[index] === "\t")) index--;
  if (index < start || text[index] !== escapeMark) return undefined;
  return index > start && text[index - 1] === escapeMark ? undefined : index;
}

/** The JSON form needs no exception: all its words are quoted. */
function marks(line: string, { keyword }: Head): HeredocMark[] {
  return keyword === "RUN" || keyword === "COPY" || keyword === "ADD" ? heredocMarks(line) : [];
}

/**
 * Finds the line that ends a here-document. All lines are indexed once, so that a thousand open ends cost no more than
 * one.
 */
function lineFinder(text: string, physical: readonly Span[]): (mark: HeredocMark, from: number) => number | undefined {
  const indexed = new Map<boolean, Map<string, number[]>>();
  const index = (chomp: boolean): Map<string, number[]> => {
    const known = indexed.get(chomp) ?? new Map<string, number[]>();
    if (indexed.has(chomp)) return known;
    indexed.set(chomp, known);
    for (const [nth, [start, end]] of physical.entries()) {
      const line = text.slice(start, end);
      const key = chomp ? line.replace(/^\t+/, "") : line;
      const same = known.get(key);
      if (same) same.push(nth);
      else known.set(key, [nth]);
    }
    return known;
  };
  return ({ name, chomp }, from) => {
    const found = index(chomp).get(name) ?? [];
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((found[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return found[low];
  };
}

function body(text: string, physical: readonly Span[], from: number, last: number): Pick<Heredoc, "body" | "end"> {
  const lines: Span[] = [];
  for (const [start, end] of physical.slice(from, last)) {
    const feed = text.indexOf("\n", end);
    if (end > start) lines.push([start, end]);
    lines.push([feed, feed + 1]);
  }
  const [start, end] = physical[last] ?? [0, 0];
  const tabs = /^\t*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { body: lines, end: [start + tabs, end] };
}
