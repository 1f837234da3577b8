import { relative, resolve, sep } from "node:path";
import ignore from "ignore";
import { UserError } from "../errors.ts";
import { diskWorkspace } from "./disk.ts";
import { gitBytes, gitEntries } from "./git.ts";
import { decode } from "./read.ts";
import type { FileEntry, Reading, Workspace } from "./workspace.ts";

/** One line of `git diff --raw -z`: the modes, the objects and the status, then the path. */
const raw = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])/;
const plainFile = /^100/;

/** What the next commit will hold: lists what is staged, and reads every file that git tracks as it is staged, whatever lies in the folder. */
export function stagedWorkspace(root: string, paths: readonly string[], exclude: readonly string[]): Workspace {
  const disk = diskWorkspace({ root, paths: [] });
  const excluded = ignore().add([...exclude]);
  const isNamed = within(root, paths);
  // Not git's own settings: they could start a program, or find renames.
  const diff = ["diff", "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-abbrev", "--relative"];
  const staged = changes(gitEntries(root, [...diff, "--cached"]));
  const unstaged = changes(gitEntries(root, [...diff, "--ignore-submodules=all"]));
  if (!staged || !unstaged) throw new UserError("--staged needs a git repository");
  const listed = staged.filter(({ status, toMode }) => status !== "D" && plainFile.test(toMode));
  // Where the folder differs from the index, git's object is read.
  const objects = new Map(unstaged.filter(({ from }) => !/^0+$/.test(from)).map(({ path, from }) => [path, from]));
  return {
    ...disk,
    partial: true,
    list: async (): Promise<FileEntry[]> =>
      listed.filter(({ path }) => isNamed(path) && !excluded.ignores(path)).map(({ path }) => ({ path, given: false })),
    read: (path): Reading => {
      const object = objects.get(path);
      if (object === undefined) return disk.read(path);
      const bytes = gitBytes(root, ["cat-file", "blob", object]);
      return bytes ? decode(bytes) : { gap: "could not be read from git's index" };
    },
    has: (path) => objects.has(path) || disk.has(path),
  };
}

interface Change {
  path: string;
  toMode: string;
  from: string;
  status: string;
}

function changes(entries: readonly string[] | undefined): Change[] | undefined {
  return entries?.flatMap((entry, index) => {
    const [, , toMode = "", from = "", , status = ""] = raw.exec(entry) ?? [];
    const path = entries[index + 1];
    return toMode === "" || path === undefined ? [] : [{ path, toMode, from, status }];
  });
}

/** Whether a path is one of these files or lies in one of these folders; all are, where none is named. */
function within(root: string, paths: readonly string[]): (path: string) => boolean {
  const named = paths.map((path) => relative(root, resolve(root, path)).split(sep).join("/"));
  if (named.length === 0 || named.includes("")) return () => true;
  return (path) => named.some((one) => path === one || path.startsWith(`${one}/`));
}
