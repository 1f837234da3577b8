import type { Scanned } from "../scanners/index.ts";

/** So many are kept: of a larger run the others are scanned again, which costs less than to hold all at once. */
const most = 500;

/** What was scanned before its turn, until it is its turn. */
export interface KeptScans {
  keep(file: string, scanned: Scanned): void;
  /** What was kept of a file, which is forgotten then. */
  take(file: string): Scanned | undefined;
}

/** Nothing yet. */
export function keptScans(): KeptScans {
  const kept = new Map<string, Scanned>();
  return {
    keep(file, scanned) {
      if (kept.size < most) kept.set(file, scanned);
    },
    take(file) {
      const scanned = kept.get(file);
      kept.delete(file);
      return scanned;
    },
  };
}
