import { isVariable, readDollar } from "./dollar.ts";
import type { Range } from "./mapped.ts";

/** White space as the builder's language (Go) counts it: with the no-break spaces and U+0085. */
export function isSpace(char: string | undefined): boolean {
  if (char === undefined || (char > " " && char < "\u0085")) return false;
  return /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(char);
}

/** Narrows a range to what is left without white space at both ends. */
export function trimmed(text: string, [from, to]: Range): Range {
  let start = from;
  let end = to;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return [start, end];
}

/** The words of ENV, ARG and LABEL: parted by white space outside quotes; quotes and escapes stay in them. */
export function quotedWords(text: string, [from, to]: Range, escapeMark: string): Range[] {
  const words: Range[] = [];
  const closing = templates(text, to);
  let start = -1;
  let quote = "";
  for (let index = from; index < to; index++) {
    const char = text[index];
    if (quote === "" && isSpace(char)) {
      if (start >= 0) words.push([start, index]);
      start = -1;
      continue;
    }
    if (start < 0) start = index;
    if (char === escapeMark && quote !== "'") index++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (char === "{") index = closing(index) ?? index;
  }
  if (start >= 0) words.push([start, to]);
  return words;
}

/** The words of FROM, COPY and ADD: parted by blanks, whatever the quotes say. */
export function plainWords(text: string, [from, to]: Range): Range[] {
  const words: Range[] = [];
  const closing = templates(text, to);
  let start = -1;
  for (let index = from; index < to; index++) {
    const char = text[index] ?? "";
    const blank = "\t\v\f\r ".includes(char);
    if (blank && start >= 0) words.push([start, index]);
    if (blank) start = -1;
    else if (start < 0) start = index;
    if (char === "{") index = closing(index) ?? index;
  }
  if (start >= 0) words.push([start, to]);
  return words;
}

/**
 * Finds the last character of `{{ x }}`. The builder would part it at its blanks and then refuse the instruction: only
 * a template is written so.
 */
function templates(text: string, to: number): (start: number) => number | undefined {
  let none = false;
  return (start) => {
    if (none || text[start + 1] !== "{") return undefined;
    const found = text.indexOf("}}", start + 2);
    none = found < 0 || found + 2 > to;
    return none ? undefined : found + 1;
  };
}

/** What the builder makes of a part of a word; ranges say where it is written. */
export type Piece =
  | { is: "literal"; text: string; range: Range }
  | { is: "reference"; name: string; range: Range; fallback?: Piece[] };

export interface Quoting {
  escapeMark: string;
  /** Whether quotes are resolved; in the body of a here-document they represent themselves. */
  quotes: boolean;
}

/** Deeper nesting of `${A:-${B:-…}}` is taken literally. */
const deepest = 50;

/**
 * Resolves quotes, escapes and variables of one word, as the builder does before it uses it. Reads on where the builder
 * would refuse.
 */
export function unquote(text: string, [from, to]: Range, quoting: Quoting): Piece[] {
  return readUntil({ text, index: from, end: to, depth: 0, ...quoting }, "");
}

interface Cursor extends Quoting {
  text: string;
  index: number;
  end: number;
  depth: number;
}

function readUntil(cursor: Cursor, stop: string): Piece[] {
  const pieces: Piece[] = [];
  const { text, end, escapeMark } = cursor;
  let quote = "";
  while (cursor.index < end) {
    const start = cursor.index;
    const char = text[start] ?? "";
    const next = text[start + 1] ?? "";
    cursor.index++;
    if (quote === "" && char === stop) return pieces;
    if (quote === char && quote !== "") quote = "";
    else if (quote === "" && cursor.quotes && (char === "'" || char === '"')) quote = char;
    else if (char === escapeMark && quote !== "'") {
      const plain = quote === "" || next === '"' || next === "$" || next === escapeMark;
      if (start + 1 >= end) continue;
      if (plain) cursor.index++;
      addLiteral(pieces, plain ? next : char, [start, cursor.index]);
    } else if (char === "$" && quote !== "'") addVariable(pieces, cursor, start);
    else addLiteral(pieces, char, [start, cursor.index]);
  }
  return pieces;
}

function addVariable(pieces: Piece[], cursor: Cursor, start: number): void {
  const dollar = cursor.depth < deepest ? readDollar(cursor.text, start, cursor.end) : undefined;
  if (!dollar) {
    addLiteral(pieces, "$", [start, start + 1]);
    return;
  }
  const { name, operator } = dollar;
  cursor.index = dollar.end;
  const words: Piece[][] = [];
  if (operator !== "") {
    cursor.depth++;
    if (operator === "/") words.push(readUntil(cursor, "/"));
    words.push(readUntil(cursor, "}"));
    cursor.depth--;
  }
  const [word = []] = words;
  // What `${X:+word}` tests never enters the value: the word does.
  if (operator.endsWith("+")) for (const piece of word) add(pieces, piece);
  else if (operator.endsWith("-")) pieces.push({ is: "reference", name, range: [start, cursor.index], fallback: word });
  else if (isVariable(name)) pieces.push({ is: "reference", name, range: [start, cursor.index] });
}

function add(pieces: Piece[], piece: Piece): void {
  if (piece.is === "literal") addLiteral(pieces, piece.text, piece.range);
  else pieces.push(piece);
}

function addLiteral(pieces: Piece[], text: string, range: Range): void {
  const last = pieces.at(-1);
  if (last?.is !== "literal") pieces.push({ is: "literal", text, range });
  else {
    last.text += text;
    last.range = [last.range[0], range[1]];
  }
}
