import { join, relative, resolve, sep } from "node:path";
import { env } from "node:process";
import ignore from "ignore";
import { UserError } from "../errors.ts";
import { countCandidates, diskWorkspace } from "./disk.ts";
import { isUndecodable, spellName } from "./file-names.ts";
import { gitBytes, gitEntries, gitSilence } from "./git.ts";
import { kindOfNamed } from "./named-path.ts";
import { isInstalled } from "./paths.ts";
import { decode } from "./read.ts";
import type { FileContent, FileEntry, Workspace } from "./workspace.ts";

/** One entry of `git status --porcelain=v2 -z`: how the index differs from the last commit and the folder from the index, the mode and the object in the index, the path. */
const line = /^1 (.)(.) \S+ \d{6} (\d{6}) \d{6} [0-9a-f]{40,64} ([0-9a-f]{40,64}) (.*)$/s;
const plainFile = /^100/;

/** What the next commit will hold: lists what is staged, and reads every file that git tracks as it is staged, whatever lies in the folder. */
export function stagedWorkspace(root: string, paths: readonly string[], exclude: readonly string[]): Workspace {
  const disk = diskWorkspace({ root, paths: [] });
  const excluded = ignore().add([...exclude]);
  const isNamed = within(root, paths);
  const changes = changed(root);
  if (!changes) {
    const why = gitSilence(root);
    throw new UserError(why === undefined ? "--staged needs a git repository" : `--staged: the repository ${why}`);
  }
  const listed = changes.filter(({ staged, mode }) => /[^.D]/.test(staged) && plainFile.test(mode));
  const staged = new Set(listed.map(({ path }) => path));
  // Where the folder differs from the index, git's object is read.
  const differ = changes.filter(({ unstaged, object }) => unstaged !== "." && !/^0+$/.test(object));
  const objects = new Map(differ.map(({ path, object }) => [path, object]));
  const isExcluded = (path: string) => ignore.isPathValid(path) && excluded.ignores(path);
  const unreadable = new Set(listed.flatMap(({ path }) => (isUndecodable(path) ? [spellName(path)] : [])));
  let leftOut = 0;
  return {
    ...disk,
    partial: true,
    async list(): Promise<FileEntry[]> {
      const named = listed.filter(({ path }) => isNamed(path) && !isInstalled(path));
      const kept = named.filter(({ path }) => !isExcluded(path));
      leftOut = countCandidates(named) - countCandidates(kept);
      return kept.map(({ path }) => ({ path: spellName(path), given: false }));
    },
    excluded: () => leftOut,
    read: (path): FileContent => {
      if (unreadable.has(path)) return { gap: "its name is not valid UTF-8" };
      const object = objects.get(path);
      if (object === undefined) return disk.read(path);
      const bytes = gitBytes(root, ["cat-file", "blob", object]);
      return bytes ? decode(bytes) : { gap: "could not be read from git's index" };
    },
    has: (path) => objects.has(path) || disk.has(path),
    tracked: (path) => staged.has(path) || disk.tracked(path),
  };
}

interface Change {
  staged: string;
  unstaged: string;
  mode: string;
  object: string;
  path: string;
}

/** In one call, because starting git takes longer than linting a small file. */
function changed(root: string): Change[] | undefined {
  const prefix = prefixOf(root);
  const words = ["--porcelain=v2", "-z", "--untracked-files=no", "--ignore-submodules=all", "--no-renames", "--", "."];
  return gitEntries(root, ["status", ...words])?.flatMap((entry) => {
    const [, staged = "", unstaged = "", mode = "", object = "", path = ""] = line.exec(entry) ?? [];
    return path === "" || !path.startsWith(prefix)
      ? []
      : [{ staged, unstaged, mode, object, path: path.slice(prefix.length) }];
  });
}

/** The way from the top of the repository, which git's paths begin at. */
function prefixOf(root: string): string {
  if ("gave" in kindOfNamed(join(root, ".git")) && !env.GIT_WORK_TREE) return "";
  return gitBytes(root, ["rev-parse", "--show-prefix"])?.toString("utf8").replace(/\n$/, "") ?? "";
}

/** Whether a path is one of these files or lies in one of these folders; all are, where none is named. */
function within(root: string, paths: readonly string[]): (path: string) => boolean {
  const named = paths.map((path) => relative(root, resolve(root, path)).split(sep).join("/"));
  if (named.length === 0 || named.includes("")) return () => true;
  return (path) => named.some((one) => path === one || path.startsWith(`${one}/`));
}
