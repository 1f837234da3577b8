import type { Scalar } from "yaml";
import { placed, somewhere, verbatim, type Written } from "./written.ts";

/** A scalar's decoded text, each character with its place in `text`: quotes, escapes and folds are seen through. */
export function writtenScalar(text: string, scalar: Scalar): Written {
  const decoded = scalar.source ?? String(scalar.value ?? "");
  const [start, end] = scalar.range ?? [0, 0];
  const quoted = scalar.type === "QUOTE_DOUBLE" || scalar.type === "QUOTE_SINGLE";
  const inner = quoted ? start + 1 : start;
  if (text.startsWith(decoded, inner) && decoded.length <= end - inner) return verbatim(decoded, inner);
  const from = scalar.type?.startsWith("BLOCK") ? headerEnd(text, start, end) : inner;
  const to = quoted && end - 1 >= from && text[end - 1] === text[start] ? end - 1 : end;
  const lines = scalar.type === "BLOCK_LITERAL" ? unindented(text, decoded, from, to) : undefined;
  if (lines) return lines;
  const aligned = align(text, decoded, from, to, scalar.type);
  return aligned
    ? { ...aligned, indented: scalar.type === "BLOCK_FOLDED" || scalar.type === "PLAIN" }
    : somewhere(decoded, [from, to]);
}

/** A literal block: its lines are the file's lines without the indentation they share. */
function unindented(text: string, decoded: string, from: number, to: number): Written | undefined {
  const positions = new Array<number>(decoded.length + 1);
  let index = 0;
  let at = from;
  for (const line of decoded.split("\n")) {
    const lineBreak = text.indexOf("\n", at);
    const next = lineBreak < 0 ? text.length : lineBreak;
    const written = text.slice(at, next).replace(/\r$/, "");
    if (line !== "" && !written.endsWith(line)) return;
    const start = line === "" ? at : at + written.length - line.length;
    for (let column = 0; column < line.length; column++) positions[index++] = start + column;
    // The line's own end is after it; after the last line that is the end of the text.
    positions[index++] = Math.min(start + line.length, to);
    at = next + 1;
  }
  return { ...placed(decoded, positions), indented: true };
}

/** After the line of a `|` or `>`. */
function headerEnd(text: string, start: number, end: number): number {
  const line = text.indexOf("\n", start);
  return line < 0 || line >= end ? end : line + 1;
}

/**
 * Walks decoded and written text side by side: they differ in blanks, line breaks and escapes, or nothing can be said.
 */
function align(text: string, decoded: string, from: number, to: number, type: Scalar["type"]): Written | undefined {
  const positions = new Array<number>(decoded.length + 1);
  let at = from;
  let index = 0;
  while (index < decoded.length) {
    const char = decoded.charAt(index);
    const escaped = escapeAt(text, at, type);
    if (escaped && at < to) {
      // An escape gives one character, or two where it names one beyond the first plane; an escaped line break gives
      // none.
      if (escaped.gives) positions[index++] = at;
      if (escaped.gives && /[\uD800-\uDBFF]/.test(char) && escaped.length > 6) positions[index++] = at;
      at += escaped.length;
    } else if (at < to && text[at] === char) {
      positions[index++] = at++;
    } else if (at < to && isBlank(text[at])) {
      if (isBlank(char) && text[at] === "\n") positions[index++] = at;
      at++;
    } else if (isBlank(char)) {
      positions[index++] = at;
    } else return;
  }
  positions[index] = Math.min(at, to);
  return placed(decoded, positions);
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\n" || char === "\t" || char === "\r";
}

function escapeAt(text: string, at: number, type: Scalar["type"]): { length: number; gives: boolean } | undefined {
  if (type === "QUOTE_SINGLE" && text[at] === "'") return { length: 2, gives: true };
  if (type !== "QUOTE_DOUBLE" || text[at] !== "\\") return;
  const letter = text[at + 1];
  if (letter === "\n") return { length: 2, gives: false };
  if (letter === "\r") return { length: text[at + 2] === "\n" ? 3 : 2, gives: false };
  const length = letter === "x" ? 4 : letter === "u" ? 6 : letter === "U" ? 10 : 2;
  return { length, gives: true };
}
