import type { Sighting } from "../facts/index.ts";

/** One text, and where it comes from. */
export interface Source {
  /** Relative to the root of the run, with `/`. */
  file: string;
  text: string;
}

/** Reads one text and says what is in it. Pure; never throws; what it cannot tell is a gap. */
export type Scanner = (source: Source) => Sighting;

export function emptySighting(): Sighting {
  return { facts: [], subjects: [], links: [] };
}
