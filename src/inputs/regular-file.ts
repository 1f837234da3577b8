import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { type Refusal, refusalOf } from "./refusal.ts";

/** What was asked of a file, or why it gave nothing. */
export type Given<T> = { gave: T } | { refused: Refusal };

/** The bytes of a file; of one that is larger than asked for only its first ones. */
export interface Content {
  bytes: Buffer;
  complete: boolean;
}

// Opening a FIFO waits for its writer, and some files of /proc wait for news. Windows has neither flag.
const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
const headSize = 8192;

/** Opens a path that led to a regular file when it was resolved, makes sure that it still does, and closes it again. */
export function useRealFile<T>(path: string, use: (file: number, stat: Stats) => T): Given<T> {
  return opened(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, use);
}

/** Reads a file that the user named: it may be anywhere, and links to it are followed. It has to be a regular file. */
export function readNamedFile(path: string, most: number): Given<Content> {
  try {
    const refused = refusedKind(statSync(path));
    if (refused) return { refused };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
  return opened(path, O_RDONLY | O_NONBLOCK, (file, stat) => contentOf(file, stat, most));
}

/** Reads an open file up to a limit, whatever size it claims: files of /proc claim none. */
export function contentOf(file: number, { size }: Stats, most: number): Content {
  if (size > most) return { bytes: bytesAt(file, 0, headSize), complete: false };
  let bytes = Buffer.allocUnsafe(size === 0 ? headSize : size + 1);
  for (let length = 0; ; ) {
    const count = readSync(file, bytes, length, bytes.length - length, null);
    length += count;
    if (length > most) return { bytes: bytes.subarray(0, headSize), complete: false };
    if (count === 0) return { bytes: bytes.subarray(0, length), complete: true };
    if (length === bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2);
  }
}

/** Some bytes of an open file; fewer where it ends. */
export function bytesAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, position));
}

/** Why what is there cannot be opened. */
export function refusedKind(stat: Stats): Refusal | undefined {
  if (stat.isFile()) return undefined;
  return stat.isDirectory() ? "folder" : "special";
}

function opened<T>(path: string, flags: number, use: (file: number, stat: Stats) => T): Given<T> {
  try {
    const file = openSync(path, flags);
    try {
      const stat = fstatSync(file);
      const refused = refusedKind(stat);
      return refused ? { refused } : { gave: use(file, stat) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
