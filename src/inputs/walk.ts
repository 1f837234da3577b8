import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { isUndecodable } from "./file-names.ts";
import { type Entry, entriesOf } from "./folder.ts";
import { contentOf, useRealFile } from "./regular-file.ts";
import { unlistedFolders } from "./workspace.ts";

interface Folder {
  /** Relative to where the walk began; `""` at its start. */
  path: string;
  /** The ignore files that hold here, the outermost first. */
  ignores: readonly { base: string; rules: Ignore }[];
}

const mostRules = 1024 * 1024;

/**
 * Every file below a folder that no `.gitignore` on the way names, relative to it. Links are listed, never followed.
 */
export function walkFiles(root: string): { files: string[]; closed: string[] } {
  const files: string[] = [];
  const closed: string[] = [];
  const folders: Folder[] = [{ path: "", ignores: [] }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = entriesOf(join(root, folder.path));
    if (!entries) {
      closed.push(folder.path);
      continue;
    }
    const ignores = withIgnoreFile(root, folder, entries);
    for (const entry of entries) {
      const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.is === "folder") {
        if (entry.name === ".git" || entry.name === "node_modules") continue;
        if (isIgnored(`${path}/`, ignores)) continue;
        if (isUndecodable(entry.name)) closed.push(path);
        else folders.push({ path, ignores });
      } else if (!isIgnored(path, ignores)) files.push(path);
    }
  }
  return { files, closed };
}

/**
 * Every plain file below a folder, nearest first, relative to it; ignore files do not count. Stops when it has more
 * than `limit`.
 */
export function everyFile(root: string, limit: number): { files: string[]; complete: boolean } {
  const files: string[] = [];
  let complete = true;
  const folders = [""];
  for (let at = 0; at < folders.length; at++) {
    const folder = folders[at] ?? "";
    const entries = entriesOf(join(root, folder));
    if (!entries) {
      complete = false;
      continue;
    }
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.is === "folder" && !unlistedFolders.has(entry.name)) folders.push(path);
      if (entry.is !== "file") continue;
      if (files.length >= limit) return { files, complete: false };
      files.push(path);
    }
  }
  return { files, complete };
}

function withIgnoreFile(root: string, folder: Folder, entries: readonly Entry[]): Folder["ignores"] {
  if (!entries.some((entry) => entry.name === ".gitignore" && entry.is === "file")) return folder.ignores;
  const path = join(root, folder.path, ".gitignore");
  const given = useRealFile(path, (file, stat) => contentOf(file, stat, mostRules));
  if ("refused" in given || !given.gave.complete) return folder.ignores;
  const rules = ignore().add(given.gave.bytes.toString("utf8"));
  return [...folder.ignores, { base: folder.path === "" ? "" : `${folder.path}/`, rules }];
}

/** The innermost ignore file that says anything decides. */
function isIgnored(path: string, ignores: Folder["ignores"]): boolean {
  for (const { base, rules } of ignores.toReversed()) {
    const { ignored, unignored } = rules.test(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
