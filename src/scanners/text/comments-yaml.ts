import type { Span } from "../../facts/index.ts";
import { contentEnd, isBlank, lineEnd, pastBlanks, quoteEnd } from "./comment-lines.ts";

/**
 * The comments of a YAML text, those of a script in a block scalar included where they have a line of their own. Reads
 * as little of YAML as
 * tells a comment from text: where a quoted scalar begins and ends, and how far a block scalar goes.
 */
export function* yamlComments(text: string): Generator<Span> {
  let block = -1;
  let depth = 0;
  for (let line = 0; line < text.length; ) {
    const first = pastBlanks(text, line);
    let end = lineEnd(text, line);
    if (text[first] === "#") {
      yield [first, contentEnd(text, first)];
      line = end + 1;
      continue;
    }
    const inBlock = block >= 0 && (first - line > block || contentEnd(text, first) === first);
    if (inBlock) {
      line = end + 1;
      continue;
    }
    block = -1;
    let column = first - line;
    let parent = -1;
    // Only where a value may begin does a quote open one: `don't` in the middle is text.
    let mayBegin = true;
    for (let at = first; at < end; at++) {
      const char = text[at];
      if (isBlank(char) || char === "\r") continue;
      const before = text[at - 1];
      if (char === "#" && isBlank(before)) {
        yield [at, contentEnd(text, at)];
        break;
      }
      const beginsNext = isBlank(text[at + 1]) || at + 1 >= end || text[at + 1] === "\r";
      if (mayBegin && (char === '"' || char === "'")) {
        let close = quoteEnd(text, at);
        mayBegin = false;
        if (close === undefined) continue;
        // Two in a row represent one inside.
        while (char === "'" && text[close] === "'") close = quoteEnd(text, close) ?? close + 1;
        at = close - 1;
        end = lineEnd(text, close);
      } else if (mayBegin && (char === "-" || char === "?") && beginsNext) {
        parent = at - line;
        column = pastBlanks(text, at + 1) - line;
      } else if (mayBegin && (char === "&" || char === "!")) {
        while (at + 1 < end && !isBlank(text[at + 1])) at++;
      } else if (mayBegin && (char === "[" || char === "{")) {
        depth++;
      } else if (mayBegin && depth === 0 && (char === "|" || char === ">")) {
        block = Math.max(parent, 0);
        mayBegin = false;
      } else if (depth > 0 && (char === "]" || char === "}")) {
        depth--;
        mayBegin = false;
      } else {
        const value = char === ":" && (beginsNext || before === '"' || depth > 0);
        if (value) parent = column;
        mayBegin = value || (depth > 0 && char === ",");
      }
    }
    line = end + 1;
  }
}
