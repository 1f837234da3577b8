/** A file that may hold something to scan. */
export interface FileEntry {
  /** Relative to the root of the run, with `/`. */
  path: string;
  /** Named on the command line: read whatever it is called. */
  given: boolean;
}

/** What reading a file gave: its text, nothing (binary), or why not. */
export type Reading = { text: string } | { skipped: "binary" } | { gap: string };

/** The files of a run. `memory.ts` holds them in memory, `disk.ts` reads a folder. */
export interface Workspace {
  /** Everything that is to be looked at, sorted by path. */
  list(): Promise<readonly FileEntry[]>;
  read(path: string): Reading;
  /** Whether git tracks the file; `undefined` where there is no repository. */
  tracked(path: string): boolean | undefined;
  /** Every file below a folder (relative, `""` is the root), git-ignored ones included: what a build context would hold. Stops at `limit` files. */
  filesBelow(folder: string, limit: number): { paths: readonly string[]; complete: boolean };
}
