import type { Span } from "../../facts/index.ts";
import { contentEnd, lineEnd } from "./comment-lines.ts";

/**
 * The comments after `//` and `#` of a language with braces: Groovy, HCL, JSON as editors read it. What is inside
 * quotes, or between `/*` and its end, is none.
 */
export function* bracesComments(text: string): Generator<Span> {
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"' || char === "'") at = closing(text, at, char);
    else if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at + 2);
      at = close < 0 ? text.length : close + 1;
    } else if (char === "#" || text.startsWith("//", at)) {
      yield [at, contentEnd(text, at)];
      at = lineEnd(text, at);
    }
  }
}

/** The last character of a text in quotes: three of them hold lines, one does not. */
function closing(text: string, open: number, quote: string): number {
  const mark = text.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
  for (let at = open + mark.length; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith(mark, at)) return at + mark.length - 1;
    else if (mark.length === 1 && text[at] === "\n") return at;
  }
  return text.length;
}
