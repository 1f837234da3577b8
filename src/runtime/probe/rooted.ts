import { closeSync, constants, fstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from "node:fs";
import type { FileCapture } from "../capture.ts";

/** open(2), Linux: a handle on the file itself, which opens, reads and runs nothing. */
const O_PATH = 0o10000000;
const { O_NOFOLLOW, O_DIRECTORY } = constants;
/** For owners and root: open(2). */
const O_NOATIME = 0o1000000;
/** As many symbolic links are followed on the way to one file: path_resolution(7). */
const mostLinks = 40;
const mostFiles = 500;
const deepest = 8;

/**
 * Looks at files below a folder that somebody else may change at any time. Each step is taken from the handle of the
 * last one and never follows a
 * link by itself: links are read and resolved here, against that folder, so that none leads out of it.
 */
export class Rooted {
  readonly #root: number;

  /** Throws where the folder cannot be entered. */
  constructor(folder: string) {
    this.#root = openSync(folder, O_PATH | O_DIRECTORY);
  }

  close(): void {
    closeSync(this.#root);
  }

  /** What is at an absolute path. */
  look(path: string): FileCapture {
    const found = this.#walk(path);
    if (!found) return { path, real: path, type: "missing", mode: 0, uid: 0, gid: 0, size: 0 };
    try {
      return captured(path, found.real, fstatSync(found.handle));
    } finally {
      closeSync(found.handle);
    }
  }

  /**
   * The bytes of a regular file; nothing where it is none, or has more than `most`. Leaves no time of access where it
   * may.
   */
  read(path: string, most: number): Uint8Array | undefined {
    const found = this.#walk(path);
    if (!found) return undefined;
    try {
      const stat = fstatSync(found.handle);
      return stat.isFile() && stat.size <= most ? readHandle(found.handle, stat.size) : undefined;
    } finally {
      closeSync(found.handle);
    }
  }

  /** Every file below a folder, without folders and links, and whether that was all. */
  below(folder: string): { files: FileCapture[]; complete: boolean } {
    const files: FileCapture[] = [];
    const complete = this.#list(folder, files, 0);
    return { files, complete };
  }

  /** The paths of all regular files, without those of links. */
  *walkFiles(folder = "/"): Generator<string> {
    const found = this.#walk(folder);
    if (!found) return;
    const names: { name: string; isFolder: boolean }[] = [];
    try {
      if (!fstatSync(found.handle).isDirectory()) return;
      for (const entry of readdirSync(`/proc/self/fd/${found.handle}`, { withFileTypes: true })) {
        if (entry.isFile() || entry.isDirectory()) names.push({ name: entry.name, isFolder: entry.isDirectory() });
      }
    } finally {
      closeSync(found.handle);
    }
    for (const { name, isFolder } of names) {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      if (isFolder) yield* this.walkFiles(path);
      else yield path;
    }
  }

  #list(folder: string, files: FileCapture[], depth: number): boolean {
    const found = this.#walk(folder);
    if (!found) return true;
    try {
      if (!fstatSync(found.handle).isDirectory()) return true;
      let complete = depth < deepest;
      for (const name of complete ? readdirSync(`/proc/self/fd/${found.handle}`) : []) {
        if (files.length >= mostFiles) return false;
        const path = `${found.real === "/" ? "" : found.real}/${name}`;
        const file = this.look(path);
        if (file.real !== path || file.type === "missing") continue;
        if (file.type === "folder") complete = this.#list(path, files, depth + 1) && complete;
        else files.push(file);
      }
      return complete;
    } finally {
      closeSync(found.handle);
    }
  }

  /** The handle of what is at a path, and the path without links; the caller closes it. */
  #walk(path: string): { handle: number; real: string } | undefined {
    const names = path.split("/").filter(Boolean);
    let links = 0;
    let real: string[] = [];
    let handles = [this.#root];
    const close = (from: number) => {
      for (const handle of handles.slice(from)) closeSync(handle);
      handles = handles.slice(0, from);
    };
    try {
      for (let name = names.shift(); name !== undefined; name = names.shift()) {
        if (name === ".") continue;
        if (name === "..") {
          if (real.length > 0) close(handles.length - 1);
          real = real.slice(0, -1);
          continue;
        }
        const step = `/proc/self/fd/${handles.at(-1)}/${name}`;
        const handle = openSync(step, O_PATH | O_NOFOLLOW);
        if (fstatSync(handle).isSymbolicLink()) {
          closeSync(handle);
          if (++links > mostLinks) {
            close(1);
            return undefined;
          }
          const target = readlinkSync(step);
          names.unshift(...target.split("/").filter(Boolean));
          if (!target.startsWith("/")) continue;
          close(1);
          real = [];
          continue;
        }
        handles.push(handle);
        real.push(name);
      }
    } catch (error) {
      close(1);
      if (isAbsence(error)) return undefined;
      throw error;
    }
    const last = handles.at(-1) ?? this.#root;
    const kept = last === this.#root ? openSync(`/proc/self/fd/${last}`, O_PATH | O_DIRECTORY) : last;
    for (const handle of handles.slice(1)) if (handle !== kept) closeSync(handle);
    return { handle: kept, real: `/${real.join("/")}` };
  }
}

function readHandle(handle: number, size: number): Uint8Array {
  // The handle names the file and cannot read it; nothing can be put in its place in between.
  const reading = openSync(`/proc/self/fd/${handle}`, constants.O_RDONLY | constants.O_NONBLOCK | O_NOATIME);
  const bytes = new Uint8Array(size);
  try {
    let length = 0;
    for (let read = 1; read > 0 && length < size; length += read)
      read = readSync(reading, bytes, length, size - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(reading);
  }
}

/** Only these say that there is nothing; whatever else is in the way says that nobody looked. */
function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "ENAMETOOLONG";
}

function captured(path: string, real: string, { mode, uid, gid, size }: Stats): FileCapture {
  const kind = mode & constants.S_IFMT;
  const type = kind === constants.S_IFREG ? "file" : kind === constants.S_IFDIR ? "folder" : "other";
  return { path, real, type, mode: mode & 0o7777, uid, gid, size };
}
