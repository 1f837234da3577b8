import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { type Refusal, refusalOf } from "./refusal.ts";
import { type Content, contentOf, type Given, refusedKind, useRealFile } from "./regular-file.ts";

/**
 * Where a path leads: the file or folder itself, with every link resolved, or why not. `link`: the path names a
 * symlink.
 */
type Found = ({ real: string; stat: Stats } | { refused: Refusal; at: string }) & { link: boolean };

/**
 * The only way to files that other files name. It resolves each path before anything is opened, and opens nothing but
 * regular files below its
 * root. Paths are relative to the root and use `/`.
 */
export interface Door {
  /** The root, with every link resolved. */
  readonly root: string;
  /** Resolves a path; where a link refuses that, `at` is the link. */
  find(path: string): Found;
  /** Whether something is there that may be looked at. */
  has(path: string): boolean;
  /** Whether the path is in use, if only by a link that leads nowhere or out of the root. */
  isTaken(path: string): boolean;
  /** The path of what is there with every link resolved, where that is below the root. */
  canonical(path: string): string;
  /** The folder's real path, or why it may not be listed. */
  folder(path: string): Given<string>;
  read(path: string, most: number): Given<Content>;
  use<T>(path: string, use: (file: number, stat: Stats) => T): Given<T>;
  /** Lets a path lead to a file outside the root, because the user named it. */
  grant(path: string, real: string): void;
  /** Whether a link takes this path out of the root. Who asks reports it; `refusals` no longer has it then. */
  leadsOut(path: string): boolean;
  /** Links out of the root or in a circle, and special files, that something asked for, with the reason. */
  refusals(): ReadonlyMap<string, Refusal>;
}

/** Opens a door to a folder. */
export function openDoor(folder: string): Door {
  const written = resolve(folder);
  const root = realPath(written);
  const top = rootFound(root);
  const folders = new Map<string, Found>();
  const granted = new Map<string, string>();
  const refusals = new Map<string, Refusal>();
  const reported = new Set<string>();

  function find(path: string): Found {
    const given = granted.get(path);
    if (given !== undefined) return { ...step(realPath(given), path), link: false };
    const clean = posix.normalize(path).replace(/\/$/, "");
    if (leavesRoot(clean)) return { refused: "outside", at: "", link: false };
    return found(clean);
  }

  function found(path: string): Found {
    if (path === "." || path === "") return top;
    const parent = folderFound(posix.dirname(path));
    if ("refused" in parent) return { ...parent, link: false };
    if (!parent.stat.isDirectory()) return { refused: "gone", at: path, link: false };
    return step(join(parent.real, posix.basename(path)), path);
  }

  function folderFound(path: string): Found {
    const before = folders.get(path);
    if (before) return before;
    const now = found(path);
    folders.set(path, now);
    return now;
  }

  function step(absolute: string, path: string): Found {
    try {
      const stat = lstatSync(absolute);
      return stat.isSymbolicLink() ? follow(absolute, path) : { real: absolute, stat, link: false };
    } catch (error) {
      return { refused: refusalOf(error), at: path, link: false };
    }
  }

  function follow(absolute: string, path: string): Found {
    try {
      const real = realpathSync.native(absolute);
      if (isBelow(root, real)) return { real, stat: lstatSync(real), link: true };
      return { refused: "outside", at: path, link: true };
    } catch (error) {
      const refused = refusalOf(error);
      const leads = refused !== "circle" && pointsOut(absolute);
      return { refused: leads ? "outside" : refused, at: path, link: true };
    }
  }

  /** Whether a link without an end leads out by what it says: what exists outside must make no difference. */
  function pointsOut(link: string): boolean {
    const target = resolve(dirname(link), readlinkSync(link));
    const inside = [root, written].find((one) => isBelow(one, target));
    if (inside === undefined) return true;
    const next = found(slashed(relative(inside, target)));
    return "refused" in next && next.refused === "outside";
  }

  function noted(path: string): Found {
    const one = find(path);
    if ("refused" in one && (one.refused === "outside" || one.refused === "circle")) note(one.at, one.refused);
    return one;
  }

  function note(path: string, refused: Refusal): void {
    if (path !== "" && !reported.has(path)) refusals.set(path, refused);
  }

  function use<T>(path: string, reader: (file: number, stat: Stats) => T): Given<T> {
    const one = noted(path);
    if ("refused" in one) return { refused: one.refused };
    const refused = refusedKind(one.stat);
    if (refused === "special") note(path, refused);
    return refused ? { refused } : useRealFile(one.real, reader);
  }

  return {
    root,
    find,
    use,
    has: (path) => !("refused" in noted(path)),
    isTaken(path) {
      const one = find(path);
      return !("refused" in one) || one.link || one.refused !== "gone";
    },
    canonical(path) {
      const one = find(path);
      return "refused" in one || !isBelow(root, one.real) ? path : slashed(relative(root, one.real));
    },
    folder(path) {
      const one = noted(path);
      return "refused" in one ? { refused: one.refused } : { gave: one.real };
    },
    read: (path, most) => use(path, (file, stat) => contentOf(file, stat, most)),
    grant: (path, real) => void granted.set(path, real),
    leadsOut(path) {
      const one = find(path);
      if (!("refused" in one) || one.refused !== "outside" || one.at === "") return false;
      reported.add(one.at);
      refusals.delete(one.at);
      return true;
    },
    refusals: () => refusals,
  };
}

function rootFound(root: string): Found {
  try {
    return { real: root, stat: statSync(root), link: false };
  } catch (error) {
    return { refused: refusalOf(error), at: "", link: false };
  }
}

/** A path with every link resolved; as it is where that fails. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Whether an absolute path is this folder or below it. */
function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A path as findings name files: with `/`. */
export function slashed(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}

function leavesRoot(path: string): boolean {
  return path === ".." || path.startsWith("../") || isAbsolute(path);
}
