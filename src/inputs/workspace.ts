import type { FileAt, GapCode, GapReason } from "../facts/index.ts";

/** A file that may hold something to scan. */
export interface FileEntry {
  /** Relative to the root of the run, with `/`. */
  path: string;
  /** Named on the command line: read whatever it is called. */
  given: boolean;
}

/**
 * What reading a file gave: its text, nothing (no text, or no such file any more), or why not, and how a file begins
 * that is too large.
 */
export type FileContent =
  | { text: string }
  | { skipped: "binary" | "gone" }
  | { gap: string; code: GapCode; begins?: string };

/** What can be told of a file without reading it. */
export type FileStat = Pick<FileAt, "mode" | "begins" | "ends"> & { size: number };

/** The files of a run. `memory.ts` holds them in memory, `disk.ts` reads a folder. */
export interface Workspace {
  /**
   * Only what changed is listed, whatever it is called: what belongs to it is read beside it, and nothing is reported
   * there.
   */
  partial?: boolean;
  /** Everything that is to be looked at, sorted by path. */
  list(): Promise<readonly FileEntry[]>;
  read(path: string): FileContent;
  /** Whether a file or folder is there. */
  has(path: string): boolean;
  /**
   * The path of a file below the root with every link resolved: through a link to its own folder a file has endless
   * names.
   */
  canonical?(path: string): string;
  /** Whether git tracks the file; `undefined` where there is no repository. */
  tracked(path: string): boolean | undefined;
  /** Whether git's ignore files name a file that git tracks; `undefined` where there is no repository. */
  ignored(path: string): boolean | undefined;
  /**
   * Why git, although the files are in a repository, did not say what it knows of them; `undefined` where it did, or
   * was not asked.
   */
  gitSilence?(): string | undefined;
  /** Whether a symlink takes this path out of the root. Who asks reports it; otherwise `unseen` does. */
  leadsOut?(path: string): boolean;
  /** What something asked for and was refused, by the path of the link or the special file, with the reason. */
  unseen?(): ReadonlyMap<string, GapReason>;
  /** Links out of the root whose names do not tell whether they lead to anything that could hold a secret. */
  doubtfulLinks?(): readonly string[];
  /** How many files that could hold something the configuration excluded from the listing. */
  excluded?(): number;
  /** A file from outside, whatever it holds; `undefined` where there is none. */
  look(path: string): FileStat | undefined;
  /**
   * Every file below a folder (relative, `""` is the root), git-ignored ones included: what a build context would hold.
   * Does not go into
   * `unlistedFolders`. Stops at `limit` files.
   */
  filesBelow(folder: string, limit: number): { paths: readonly string[]; complete: boolean };
}

/** Folders whose inside nobody wrote here. */
export const unlistedFolders: ReadonlySet<string> = new Set([".git", "node_modules", "vendor"]);
