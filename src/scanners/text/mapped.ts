import type { Span } from "../../facts/index.ts";

/** Start and end of a piece of a mapped text, end exclusive. Never an offset of the file: `span` makes that of it. */
export type Range = readonly [from: number, to: number];

/** A text taken out of a file, pieces of which were left out or decoded, and where each of its characters is there. */
export interface Mapped {
  text: string;
  /** The offset of a character; for the text's end, the offset after its last character. */
  at(index: number): number;
  /** Where a range of the text is written. */
  span(range: Range): Span;
}

/**
 * Puts pieces of a text together; they must be in order and not empty. Where there are none, the text is at
 * `otherwise`.
 */
export function joined(
  source: string,
  pieces: readonly Span[],
  otherwise = 0,
): Mapped & { indexOf(offset: number): number } {
  const starts: number[] = [];
  let text = "";
  for (const [start, end] of pieces) {
    starts.push(text.length);
    text += source.slice(start, end);
  }
  const at = (index: number): number => {
    const piece = lastAtMost(starts.length, (nth) => starts[nth] ?? 0, Math.min(index, text.length));
    return (pieces[piece]?.[0] ?? otherwise) + Math.min(index, text.length) - (starts[piece] ?? 0);
  };
  const indexOf = (offset: number): number => {
    const piece = lastAtMost(pieces.length, (nth) => pieces[nth]?.[0] ?? 0, offset);
    const [start, end] = pieces[piece] ?? [0, 0];
    return (starts[piece] ?? 0) + Math.max(0, Math.min(offset, end) - start);
  };
  return { text, at, indexOf, span: ([from, to]) => spanBetween(at, from, to) };
}

/**
 * A decoded text: `indices[i]` is where its i-th character begins in `outer`, and one more says where the last one
 * ends.
 */
export function decoded(outer: Mapped, text: string, indices: readonly number[]): Mapped {
  const index = (nth: number): number => indices[Math.min(nth, text.length)] ?? 0;
  return {
    text,
    at: (nth) => (nth >= text.length && nth > 0 ? outer.at(index(nth) - 1) + 1 : outer.at(index(nth))),
    span: ([from, to]) => outer.span([index(from), index(to)]),
  };
}

/** A part of a mapped text as a text of its own. */
export function view(outer: Mapped, [from, to]: Range): Mapped {
  return {
    text: outer.text.slice(from, to),
    at: (index) => outer.at(from + index),
    span: ([first, last]) => outer.span([from + first, from + last]),
  };
}

function spanBetween(at: (index: number) => number, from: number, to: number): Span {
  const start = at(from);
  return to > from ? [start, at(to - 1) + 1] : [start, start];
}

/** The last of `count` ascending numbers that is at most `limit`; the first where none is. */
function lastAtMost(count: number, number: (nth: number) => number, limit: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (number(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
