import type { Part, Value, Word } from "./fact.ts";
import type { Sealed } from "./sealed.ts";
import { soleLiteral } from "./value.ts";

/** The literal a word begins with. */
export function head(word: Word | undefined): Sealed | undefined {
  const [part] = word?.value ?? [];
  return part?.is === "literal" ? part.text : undefined;
}

/** The whole word, when it is one literal. */
export function plain(word: Word | undefined): Sealed | undefined {
  return word && soleLiteral(word.value)?.text;
}

/** Whether the word is one literal that matches. */
export function says(word: Word | undefined, pattern: RegExp): boolean {
  return plain(word)?.matches(pattern) ?? false;
}

/** The value without its first `count` letters, which are in its first literal. */
export function without(value: Value, count: number): Value {
  const [part, ...rest] = value;
  if (part?.is !== "literal") return value;
  const left = cut(part, count, part.text.length);
  return left ? [left, ...rest] : rest;
}

/** What follows the pattern's first match in a literal of the value; `undefined` where nothing matches. */
export function behind(value: Value, pattern: RegExp): Value | undefined {
  for (const [index, part] of value.entries()) {
    const match = part.is === "literal" ? part.text.search(pattern) : undefined;
    if (part.is !== "literal" || !match) continue;
    const left = cut(part, match[1], part.text.length);
    return [...(left ? [left] : []), ...value.slice(index + 1)];
  }
  return undefined;
}

/** The value up to the pattern's first match; all of it where nothing matches. */
export function upTo(value: Value, pattern: RegExp): Value {
  for (const [index, part] of value.entries()) {
    const match = part.is === "literal" ? part.text.search(pattern) : undefined;
    if (part.is !== "literal" || !match) continue;
    const left = cut(part, 0, match[0]);
    return [...value.slice(0, index), ...(left ? [left] : [])];
  }
  return value;
}

function cut(part: Extract<Part, { is: "literal" }>, start: number, end: number): Part | undefined {
  if (end <= start) return undefined;
  const written = part.span[1] - part.span[0] === part.text.length;
  return {
    is: "literal",
    text: part.text.slice(start, end),
    span: written ? [part.span[0] + start, part.span[0] + end] : part.span,
  };
}

/**
 * A text as one word of a command line: names and paths of what runs are chosen by others, and lines to paste must not
 * run them.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
