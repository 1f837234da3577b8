import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";

/** How to write a file of the repository. */
export interface WriteOptions {
  executable?: boolean;
  /** A file that is there already is an error, and stays. */
  fresh?: boolean;
  /** For its owner only; a folder that is made for it, too. */
  secret?: boolean;
}

/** A file that is written beside the one it will replace, and has not replaced it yet. */
export interface Draft {
  commit(): void;
  discard(): void;
}

/**
 * Writes a file below a root, whole or not at all. No link is followed out of the root, and the file itself is never
 * written through a link: the repository decides where links lead.
 */
export function writeBelow(root: string, name: string, text: string, options: WriteOptions = {}): void {
  completed(draftBelow(root, name, text, options));
}

/** The first half of `writeBelow`: everything that can fail for want of room or rights fails here. */
export function draftBelow(root: string, name: string, text: string, options: WriteOptions = {}): Draft {
  const path = resolve(root, name);
  const folder = dirname(path);
  if (!isBelow(resolve(root), path)) throw new UserError(`${name} is outside of ${root}`);
  if (!isBelow(realpathSync(root), realpathOfNearest(folder)))
    throw new UserError(`a link on the way to ${name} leads out of ${root}`, "remove the link");
  const before = lstatSync(path, { throwIfNoEntry: false });
  if (before && options.fresh) throw Object.assign(new Error("exists"), { code: "EEXIST" });
  if (before?.isSymbolicLink()) throw new UserError(`${name} is a link`, "remove the link, or write its target");
  if (before && !before.isFile()) throw new UserError(`${name} is no plain file`);
  mkdirSync(folder, { recursive: true, ...(options.secret && { mode: 0o700 }) });
  return draftOf(path, [text], before, options);
}

/** Writes a file beside the one it replaces, which stays as it is until all is on the disk. */
export function writeWhole(
  path: string,
  pieces: Iterable<string>,
  before: Stats | undefined,
  options: WriteOptions = {},
): void {
  completed(draftOf(path, pieces, before, options));
}

function completed(draft: Draft): void {
  try {
    draft.commit();
  } catch (error) {
    draft.discard();
    throw error;
  }
}

function draftOf(
  path: string,
  pieces: Iterable<string>,
  before: Stats | undefined,
  { executable = false, fresh = false, secret = false }: WriteOptions,
): Draft {
  const draft = `${path}.${Math.random().toString(36).slice(2)}.tmp`;
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const file = openSync(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, secret ? 0o600 : executable ? 0o777 : 0o666);
  try {
    try {
      if (before) keepOwner(file, before);
      for (const piece of pieces) writeAll(file, Buffer.from(piece));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    unlinkSync(draft);
    throw error;
  }
  return {
    commit: () => {
      if (fresh) takeName(draft, path);
      else renameSync(draft, path);
      keepFolder(dirname(path));
    },
    discard: () => unlinkSync(draft),
  };
}

/** Writes all of some bytes. */
export function writeAll(file: number, bytes: Buffer, write = writeSome): void {
  for (let written = 0; written < bytes.length; ) written += write(file, bytes, written);
}

/** Writes from a position on: how many bytes the system took. */
export function writeSome(file: number, bytes: Buffer, from: number): number {
  return writeSync(file, bytes, from);
}

/** Renaming would overwrite what came to be there in the meantime; a second name never does. */
function takeName(draft: string, path: string): void {
  try {
    linkSync(draft, path);
    unlinkSync(draft);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    // Some file systems know no second name.
    renameSync(draft, path);
  }
}

function keepOwner(file: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only root gives a file away.
  }
  fchmodSync(file, mode & 0o7777);
}

/** The new name is on the disk only when its folder is; not every system can be asked for that. */
function keepFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file itself is whole either way.
  }
}

/** Where the nearest folder that is there really is. A link that leads nowhere is there, and is an error. */
function realpathOfNearest(folder: string): string {
  let nearest = folder;
  while (!lstatSync(nearest, { throwIfNoEntry: false }) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  return realpathSync(nearest);
}

/** Whether a path is a folder or below it. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What the system calls an error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
