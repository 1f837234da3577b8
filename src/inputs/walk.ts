import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { unlistedFolders } from "./workspace.ts";

interface Folder {
  /** Relative to where the walk began; `""` at its start. */
  path: string;
  /** The ignore files that hold here, the outermost first. */
  ignores: readonly { base: string; rules: Ignore }[];
}

/** Every file below a folder that no `.gitignore` on the way names, relative to it. Links are listed, never followed. */
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
      if (entry.isDirectory()) {
        if (entry.name === ".git" || entry.name === "node_modules") continue;
        if (!isIgnored(`${path}/`, ignores)) folders.push({ path, ignores });
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !isIgnored(path, ignores)) files.push(path);
    }
  }
  return { files, closed };
}

/** Every plain file below a folder, nearest first, relative to it; ignore files do not count. Stops when it has more than `limit`. */
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
      if (entry.isDirectory() && !unlistedFolders.has(entry.name)) folders.push(path);
      if (!entry.isFile()) continue;
      if (files.length >= limit) return { files, complete: false };
      files.push(path);
    }
  }
  return { files, complete };
}

/** `undefined`: there is a folder, and it may not be read. */
function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOENT" || code === "ENOTDIR" ? [] : undefined;
  }
}

function withIgnoreFile(root: string, folder: Folder, entries: readonly Dirent[]): Folder["ignores"] {
  if (!entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) return folder.ignores;
  try {
    const text = readFileSync(join(root, folder.path, ".gitignore"), "utf8");
    return [...folder.ignores, { base: folder.path === "" ? "" : `${folder.path}/`, rules: ignore().add(text) }];
  } catch {
    return folder.ignores;
  }
}

/** The innermost ignore file that says anything decides. */
function isIgnored(path: string, ignores: Folder["ignores"]): boolean {
  for (const { base, rules } of ignores.toReversed()) {
    const { ignored, unignored } = rules.test(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
