import type { Span } from "../facts/index.ts";

/** A piece of a text that another one takes the place of. Holds no value: what is added is ours. */
export interface TextEdit {
  span: Span;
  text: string;
}

/** Edits of one text, or why there are none. */
export type Edits = { edits: TextEdit[] } | { refused: string };

/** The edits in the order of the text, each once. Undefined where two of them take the same piece. */
export function inTextOrder(edits: readonly TextEdit[]): TextEdit[] | undefined {
  const ordered: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])) {
    const last = ordered.at(-1);
    const isTwin = last?.span[0] === edit.span[0] && last.span[1] === edit.span[1] && last.text === edit.text;
    if (isTwin) continue;
    if (last && edit.span[0] < last.span[1]) return undefined;
    ordered.push(edit);
  }
  return ordered;
}

/** The text with its edits, which are in its order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = "";
  let at = 0;
  for (const { span, text: added } of edits) {
    out += text.slice(at, span[0]) + added;
    at = span[1];
  }
  return out + text.slice(at);
}

/** How the lines of a text end. */
export function lineEndOf(text: string): "\n" | "\r\n" {
  return /\r\n/.test(text) ? "\r\n" : "\n";
}
