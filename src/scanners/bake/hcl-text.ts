import type { Span } from "../../facts/index.ts";
import { type Cursor, lineEnd } from "./hcl-cursor.ts";

/** A text of HCL: what is written, escapes resolved, and what is filled in. */
export interface HclText {
  pieces: ({ text: string; span: Span } | { inner: string; span: Span })[];
}

/** Reads a string in quotes. One that is not closed ends with its line. */
export function readString(cursor: Cursor): HclText {
  cursor.at++;
  return readUntil(cursor, (at) => cursor.text[at] === '"', true);
}

const opening = /<<-?([A-Za-z_]\w*)[ \t]*\r?\n/y;

/** Reads `<<EOF … EOF`. */
export function readHereDocument(cursor: Cursor): HclText | undefined {
  opening.lastIndex = cursor.at;
  const [head, mark] = opening.exec(cursor.text) ?? [];
  if (head === undefined || mark === undefined) return undefined;
  cursor.at += head.length;
  const [end, next] = closingLine(cursor, mark);
  const text = readUntil(cursor, (at) => at >= end, false);
  cursor.at = next;
  return text;
}

/**
 * Where the line begins that closes a here-document, and where its mark ends. The mark can be as long as the file: no
 * pattern is made of it.
 */
function closingLine({ text, at }: Cursor, mark: string): Span {
  const blanks = /[ \t]*/y;
  for (let line = at; line < text.length; line = lineEnd(text, line) + 1) {
    blanks.lastIndex = line;
    const begin = line + (blanks.exec(text)?.[0].length ?? 0);
    const next = begin + mark.length;
    if (text.startsWith(mark, begin) && !/\w/.test(text.charAt(next))) return [line, next];
  }
  return [text.length, text.length];
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const longest = 4000;

function readUntil(cursor: Cursor, isEnd: (at: number) => boolean, quoted: boolean): HclText {
  const { text } = cursor;
  const pieces: HclText["pieces"] = [];
  let piece = "";
  let start = cursor.at;
  const flush = () => {
    if (piece !== "") pieces.push({ text: piece, span: [start, cursor.at] });
    piece = "";
  };
  while (cursor.at < text.length && !isEnd(cursor.at)) {
    const char = text[cursor.at] ?? "";
    if (quoted && char === "\n") break;
    if ((char === "$" || char === "%") && text[cursor.at + 1] === char && text[cursor.at + 2] === "{") {
      piece += `${char}{`;
      cursor.at += 3;
    } else if ((char === "$" || char === "%") && text[cursor.at + 1] === "{") {
      flush();
      const end = closing(text, cursor.at + 2);
      pieces.push({ inner: char === "$" ? text.slice(cursor.at + 2, end) : "%", span: [cursor.at, end + 1] });
      cursor.at = Math.min(end + 1, text.length);
      start = cursor.at;
    } else if (quoted && char === "\\") {
      const next = text[cursor.at + 1] ?? "";
      piece += escapes[next] ?? next;
      cursor.at += 2;
    } else {
      piece += char;
      cursor.at++;
    }
  }
  flush();
  if (quoted && text[cursor.at] === '"') cursor.at++;
  return { pieces };
}

/** The brace that closes, or the end of the line. */
function closing(text: string, from: number): number {
  const end = Math.min(lineEnd(text, from), from + longest);
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && depth-- === 0) return at;
  }
  return end;
}
