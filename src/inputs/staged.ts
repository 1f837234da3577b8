import { mkdtempSync, rmdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { env } from "node:process";
import ignore from "ignore";
import { UserError } from "../errors.ts";
import { type Git, gitFor } from "./ask-git.ts";
import { countCandidates, diskWorkspace } from "./disk.ts";
import { isUndecodable, spellName } from "./file-names.ts";
import { kindOfNamed } from "./named-path.ts";
import { isInstalled } from "./paths.ts";
import { decode } from "./read.ts";
import { badName } from "./refusal.ts";
import type { FileContent, FileEntry, Workspace } from "./workspace.ts";

/** An entry of `git status --porcelain=v2 -z`: how it differs from the last commit, its mode, object and path. */
const line = /^1 (.)(.) \S+ \d{6} (\d{6}) \d{6} [0-9a-f]{40,64} ([0-9a-f]{40,64}) (.*)$/s;
const plainFile = /^100/;
const largest = 10 * 1024 * 1024;

/**
 * What the next commit will hold: lists what is staged, and reads every file that git tracks as it is staged, whatever
 * is in the folder.
 */
export function stagedWorkspace(root: string, paths: readonly string[], exclude: readonly string[]): Workspace {
  const disk = diskWorkspace({ root, paths: [] });
  const excluded = ignore().add([...exclude]);
  const isNamed = within(root, paths);
  const git = gitFor("commit");
  const index = indexed(git, root);
  if (!index) {
    const why = git.silence(root);
    throw new UserError(why === undefined ? "--staged needs a git repository" : `--staged: the repository ${why}`);
  }
  const listed = index.filter(({ staged, mode }) => /[^.D]/.test(staged) && plainFile.test(mode));
  const staged = new Set(listed.map(({ path }) => path));
  const present = index.filter(({ mode, object }) => plainFile.test(mode) && !/^0+$/.test(object));
  const objects = new Map(present.map(({ path, object }) => [path, object]));
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
      if (unreadable.has(path)) return { gap: badName.why, code: badName.code };
      const object = objects.get(path);
      const onDisk = disk.read(path);
      if (object === undefined || isObject(onDisk, object)) return onDisk;
      const bytes = git.bytes(root, ["cat-file", "blob", object], { atMost: largest });
      if (bytes) return decode(bytes);
      return "gap" in onDisk ? onDisk : { gap: "could not be read from git's index", code: "unreadable" };
    },
    has: (path) => objects.has(path) || disk.has(path),
    tracked: (path) => staged.has(path) || disk.tracked(path),
  };
}

interface Entry {
  staged: string;
  mode: string;
  object: string;
  path: string;
}

/**
 * The index, in one call, because starting git takes longer than linting a small file. Git compares it with an empty
 * folder: to compare it with the real one, git would run the filters that the repository names.
 */
function indexed(git: Git, root: string): Entry[] | undefined {
  const { top, prefix } = placeOf(git, root);
  const empty = emptyFolder();
  try {
    const words = ["--porcelain=v2", "-z", "--untracked-files=no", "--ignore-submodules=all", "--no-renames"];
    const entries = git.entries(root, [`--work-tree=${empty}`, "status", ...words], { top });
    return entries?.flatMap((entry) => {
      const [, staged = "", , mode = "", object = "", path = ""] = line.exec(entry) ?? [];
      return path === "" || !path.startsWith(prefix) ? [] : [{ staged, mode, object, path: path.slice(prefix.length) }];
    });
  } finally {
    rmdirSync(empty);
  }
}

function emptyFolder(): string {
  const { tmpdir } = process.getBuiltinModule("node:os");
  try {
    return mkdtempSync(join(tmpdir(), "runsecrets-"));
  } catch {
    throw new UserError(`--staged needs a temporary folder, and ${tmpdir()} takes none`, "TMPDIR names another");
  }
}

/** Whether git made this object of the text, with its line ends as they are or as git keeps them. */
function isObject(reading: FileContent, object: string): boolean {
  if (!("text" in reading)) return false;
  const { createHash } = process.getBuiltinModule("node:crypto");
  return [reading.text, reading.text.replaceAll("\r\n", "\n")].some((text) => {
    const bytes = Buffer.from(text);
    const hash = createHash(object.length === 40 ? "sha1" : "sha256").update(`blob ${bytes.length}\0`);
    return hash.update(bytes).digest("hex") === object;
  });
}

/** The top of the repository, and the way from there, which git's paths begin with. */
function placeOf(git: Git, root: string): { top: string; prefix: string } {
  if ("gave" in kindOfNamed(join(root, ".git")) && !env.GIT_WORK_TREE) return { top: root, prefix: "" };
  const printed = git.bytes(root, ["rev-parse", "--show-toplevel", "--show-prefix"])?.toString("utf8") ?? "";
  const [top = root, prefix = ""] = /^(.*)\n(.*)\n$/s.exec(printed)?.slice(1) ?? [];
  return { top, prefix };
}

/** Whether a path is one of these files or is in one of these folders; all are, where none is named. */
function within(root: string, paths: readonly string[]): (path: string) => boolean {
  const named = paths.map((path) => relative(root, resolve(root, path)).split(sep).join("/"));
  if (named.length === 0 || named.includes("")) return () => true;
  return (path) => named.some((one) => path === one || path.startsWith(`${one}/`));
}
