/** A text and where in it the reader is. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** After blanks. */
export function pastBlanks(cursor: Cursor): void {
  while (cursor.text[cursor.at] === " " || cursor.text[cursor.at] === "\t") cursor.at++;
}

/** After blanks, line breaks, commas and comments. */
export function pastSpace(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const char = text[cursor.at];
    if (char === " " || char === "\t" || char === "\r" || char === "\n" || char === ",") cursor.at++;
    else if (char === "#" || text.startsWith("//", cursor.at)) cursor.at = lineEnd(text, cursor.at);
    else if (text.startsWith("/*", cursor.at)) {
      const close = text.indexOf("*/", cursor.at + 2);
      cursor.at = close < 0 ? text.length : close + 2;
    } else return;
  }
}

/** Where the line of an offset ends. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/**
 * Where an expression ends that is not understood: at the end of its line, outside brackets and quotes, or at what
 * closes the list around it.
 */
export function bodyEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === '"') at = stringEnd(text, at);
    else if (text.startsWith("//", at)) at = lineEnd(text, at) - 1;
    else if (char === "(" || char === "[" || char === "{") depth++;
    else if (char === ")" || char === "]" || char === "}") {
      if (depth === 0) return at;
      depth--;
    } else if (depth === 0 && (char === "\n" || char === "," || char === "#")) return at;
  }
  return text.length;
}

/** The quote that closes a string without a line break, or the last character before it. */
function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
    else if (text[at] === "\n") return at - 1;
  }
  return text.length;
}
