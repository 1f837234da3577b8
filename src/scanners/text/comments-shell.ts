import type { Span } from "../../facts/index.ts";
import { contentEnd, lineEnd, pastBlanks, quoteEnd } from "./comment-lines.ts";

const hereDocument = /<<(-?)[ \t]*(\\?)(["']?)([A-Za-z_][\w.-]*)\3/y;

/** The comments of a shell script, those with a line of their own inside a here-document included. */
export function* shellComments(text: string): Generator<Span> {
  let awaited: { word: string; tabs: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"' || char === "'")
      at = (quoteEnd(text, at, char === '"' || text[at - 1] === "$") ?? at + 1) - 1;
    else if (char === "#" && beginsWord(text, at)) {
      yield [at, contentEnd(text, at)];
      at = lineEnd(text, at) - 1;
    } else if (char === "<" && text.startsWith("<<", at)) {
      hereDocument.lastIndex = at;
      const [all, dash, , , word] = hereDocument.exec(text) ?? [];
      if (word !== undefined) awaited.push({ word, tabs: dash === "-" });
      // `<<<` is a here-string, and its third sign begins nothing.
      at += all === undefined ? (text[at + 2] === "<" ? 2 : 1) : all.length - 1;
    } else if (char === "\n" && awaited.length > 0) {
      const [found, end] = hereDocumentComments(text, at + 1, awaited);
      yield* found;
      awaited = [];
      at = end - 1;
    }
  }
}

/** Reads the bodies that begin at a line, one after another, and says where the last one ends. */
function hereDocumentComments(
  text: string,
  from: number,
  awaited: readonly { word: string; tabs: boolean }[],
): [found: Span[], end: number] {
  const found: Span[] = [];
  let line = from;
  for (const { word, tabs } of awaited) {
    while (line < text.length) {
      const end = lineEnd(text, line);
      const content = text.slice(line, end).replace(/\r$/, "");
      const first = pastBlanks(text, line);
      if (text[first] === "#") found.push([first, contentEnd(text, first)]);
      line = end + 1;
      if ((tabs ? content.replace(/^\t+/, "") : content) === word) break;
    }
  }
  return [found, Math.min(line, text.length)];
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || /[\s;&|(\ufeff]/.test(text[at - 1] ?? "");
}
