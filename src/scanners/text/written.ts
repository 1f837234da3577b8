import type { Span } from "../../facts/index.ts";

/** Decoded text that knows where each of its characters is written. */
export interface Written {
  readonly text: string;
  /** Offset in the file of the character at `index`; of the end of the text for `index` = its length. */
  at(index: number): number;
  /** Its lines are indented in the file, as those of a block scalar: each is there as it is, all together do not. */
  readonly indented?: boolean;
}

/** Text that is in the file as it is. */
export function verbatim(text: string, start: number): Written {
  return { text, at: (index) => start + index };
}

/** Text whose every character, and its end, has a place of its own: one more position than characters. */
export function placed(text: string, positions: ArrayLike<number>): Written {
  const last = positions[positions.length - 1] ?? 0;
  return { text, at: (index) => positions[index] ?? last };
}

/** Text that is somewhere inside `span`, nobody can say where. */
export function somewhere(text: string, [start, end]: Span): Written {
  return { text, at: (index) => (index < text.length ? start : end) };
}
