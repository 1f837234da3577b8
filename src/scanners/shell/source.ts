import type { Span } from "../../facts/index.ts";

/** A text that the shell reads, and where each of its indices is in the file. */
export interface ShellSource {
  text: string;
  at: (index: number) => number;
  /** The text was decoded by the parser: all of it is here. */
  whole?: Span;
}

/**
 * The shell has no use for carriage returns: those at line ends go, the others become blanks, as does a byte order
 * mark.
 */
export function cleaned(source: ShellSource): ShellSource {
  if (!/[\uFEFF\r]/.test(source.text)) return source;
  const text = source.text.replace(/^\uFEFF|\r(?!\n)/g, " ");
  if (!text.includes("\r")) return { ...source, text };
  const removed: number[] = [];
  for (let index = text.indexOf("\r"); index >= 0; index = text.indexOf("\r", index + 1)) removed.push(index);
  return {
    ...source,
    text: text.replaceAll("\r", ""),
    at: (index) => source.at(index + removedBefore(removed, index)),
  };
}

/** A text that is 1:1 inside another one, from `start` on. */
export function taken(outer: ShellSource, text: string, start: number): ShellSource {
  return { ...outer, text, at: (index) => outer.at(start + index) };
}

/**
 * A text taken out of another one, char by char: `indices[i]` is where its i-th char is there, and one more for its
 * end.
 */
export function picked(text: string, indices: readonly number[], outer: ShellSource): ShellSource {
  const last = indices[indices.length - 1] ?? 0;
  return { ...outer, text, at: (index) => outer.at(indices[index] ?? last) };
}

/** The span of `[start, end)` in the file. */
export function spanOf(source: ShellSource, start: number, end: number): Span {
  if (source.whole) return source.whole;
  const from = source.at(start);
  return [from, Math.max(from, source.at(end))];
}

/** How many of the removed indices (of the text before) are before what is now `index`. */
function removedBefore(removed: readonly number[], index: number): number {
  let low = 0;
  let high = removed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((removed[middle] ?? 0) - middle < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
