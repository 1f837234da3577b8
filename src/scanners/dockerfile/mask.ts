import type { Span } from "../../facts/index.ts";
import type { Head } from "../text/head.ts";
import type { LogicalLine } from "../text/logical-lines.ts";
import type { Range } from "../text/mapped.ts";
import { plainWords, quotedWords } from "../text/words.ts";

const pairs = new Set(["ENV", "ARG", "LABEL"]);
const lists = new Set(["FROM", "COPY", "ADD"]);

/** The words of an instruction's arguments as BuildKit parts them. What it does not part is one word. */
function wordsOf(line: LogicalLine, head: Head, escapeMark: string): Range[] {
  const { text } = line.source;
  if (head.args[0] === head.args[1]) return [];
  if (pairs.has(head.keyword)) return quotedWords(text, head.args, escapeMark);
  return lists.has(head.keyword) ? plainWords(text, head.args) : [head.args];
}

/**
 * The text as `dockerfile-ast` cannot misread it, character for character in the same place: an instruction is one line
 * of plain words,
 * of which only keywords and the first `=` are left as they are. Comments, flags, here-documents, quotes and
 * continuations are gone.
 */
export function masked(text: string, lines: readonly LogicalLine[], escapeMark: string): string {
  const canvas: string[] = new Array(text.length);
  for (let index = 0; index < text.length; index++) canvas[index] = text[index] === "\n" ? "\n" : " ";
  for (const line of lines) {
    fill(canvas, line.span, " ");
    paintKeyword(canvas, line, line.head);
    if (line.inner) paintKeyword(canvas, line, line.inner);
    for (const word of wordsOf(line, line.inner ?? line.head, escapeMark)) paintWord(canvas, line, word);
  }
  return canvas.join("");
}

/** A keyword that is continued on the next line is put together. */
function paintKeyword(canvas: string[], { source }: LogicalLine, { keyword, keywordRange }: Head): void {
  const start = source.at(keywordRange[0]);
  for (const [index, char] of [...keyword].entries()) canvas[start + index] = /\w/.test(char) ? char : "x";
}

function paintWord(canvas: string[], { source }: LogicalLine, range: Range): void {
  fill(canvas, source.span(range), "x");
  const equals = source.text.indexOf("=", range[0]);
  if (equals >= 0 && equals < range[1]) canvas[source.at(equals)] = "=";
}

function fill(canvas: string[], [start, end]: Span, char: string): void {
  canvas.fill(char, start, end);
}
