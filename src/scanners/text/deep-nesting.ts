import type { Span } from "../../facts/index.ts";

const deepest = 300;

/**
 * Where a text of YAML or JSON opens more brackets, or more items of one line, than any file needs. The parser calls
 * itself for each, and Node ends
 * the whole process where the stack is full while a pattern is compiled. Brackets in quotes count as well: a bound is
 * enough.
 */
export function deepNesting(text: string): Span | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5b || char === 0x7b) depth++;
    else if ((char === 0x5d || char === 0x7d) && depth > 0) depth--;
    if (depth > deepest) return [at, at + 1];
  }
  const items = /^[ \t]*(?:[-?:][ \t]+){300}/m.exec(text);
  return items ? [items.index, items.index + items[0].length] : undefined;
}
