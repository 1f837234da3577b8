import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import ignore from "ignore";
import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { type Git, gitFor } from "../projects/ask-git.ts";
import { isCandidate } from "../scanners/index.ts";
import { type GitListing, gitFiles, gitIgnored, gitTracked } from "./git.ts";
import { withoutTwins } from "./links.ts";
import { isInstalled } from "./paths.ts";
import { readText } from "./read.ts";
import { statFile } from "./stat-file.ts";
import { everyFile, walkFiles } from "./walk.ts";
import type { FileEntry, Workspace } from "./workspace.ts";

export interface DiskOptions {
  /** Absolute, or relative to the working folder; findings name files relative to it. */
  root: string;
  /** Files and folders to look at, relative to the root or absolute. None: the root. */
  paths: readonly string[];
  /** Patterns of the form of a `.gitignore` in the root. They hold for named files too: a hook names whatever changed. */
  exclude?: readonly string[];
}

/** The files of a folder, as git sees it where there is a repository. Reads names when it is made to list, texts one at a time. */
export function diskWorkspace({ root, paths, exclude = [] }: DiskOptions): Workspace {
  const base = resolve(root);
  const rules = ignore().add([...exclude]);
  const isExcluded = (path: string) => ignore.isPathValid(path) && rules.ignores(path);
  const git = gitFor("folder");
  let asked = false;
  let unanswered = false;
  const answer = <Answer>(given: Answer | undefined) => {
    unanswered ||= given === undefined;
    return given;
  };
  let tracked: ReadonlySet<string> | undefined;
  let ignored: { files: ReadonlySet<string> | undefined } | undefined;
  return {
    list: async () => list(base, paths.length > 0 ? paths : ["."], git, answer).filter(({ path }) => !isExcluded(path)),
    read: (path) => readText(join(base, path)),
    has: (path) => existsSync(join(base, path)),
    look: (path) => statFile(join(base, path)),
    tracked: (path) => {
      if (!asked) tracked = answer(gitTracked(git, base));
      asked = true;
      return tracked?.has(path);
    },
    ignored: (path) => {
      ignored ??= { files: gitIgnored(git, base) };
      return ignored.files?.has(path);
    },
    gitSilence: () => (unanswered ? git.silence(base) : undefined),
    filesBelow: (folder, limit) => {
      // What lies outside is not ours to list.
      if (folder === ".." || folder.startsWith("../")) return { paths: [], complete: false };
      const { files, complete } = everyFile(join(base, folder), limit);
      return { paths: files.map((file) => below(folder, file)), complete };
    },
  };
}

/** Takes note of whether git answered. */
type Heard = (given: GitListing | undefined) => GitListing | undefined;

function list(base: string, paths: readonly string[], git: Git, heard: Heard): FileEntry[] {
  const given = new Set<string>();
  const found = new Set<string>();
  for (const written of paths) {
    const path = resolve(base, written);
    const name = relative(base, path).split(sep).join("/");
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw missing(written, path);
    if (!stat.isDirectory()) given.add(name);
    else for (const file of filesOf(path, git, heard)) found.add(below(name, file));
  }
  const candidates = withoutTwins(
    base,
    [...found].filter((path) => !given.has(path)),
    given,
  );
  return [...given, ...candidates].sort((a, b) => (a < b ? -1 : 1)).map((path) => ({ path, given: given.has(path) }));
}

/** The files below a folder that may hold something, and the folders that may not be listed, relative to it. */
function filesOf(folder: string, git: Git, heard: Heard): string[] {
  const listing = heard(gitFiles(git, folder));
  // An empty listing is what git gives for a folder that is ignored itself; whoever names one wants it read.
  if (!listing || listing.files.length + listing.nested.length === 0) return walked(folder);
  return [
    ...listing.files.filter((path) => isCandidate(path) && !isInstalled(path)),
    ...listing.nested.flatMap((nested) => walked(join(folder, nested)).map((file) => below(nested, file))),
  ];
}

function walked(folder: string): string[] {
  const { files, closed } = walkFiles(folder);
  return [...files.filter(isCandidate), ...closed];
}

function below(folder: string, file: string): string {
  if (folder === "" || file === "") return folder + file;
  return `${folder}/${file}`;
}

function missing(written: string, path: string): UserError {
  const folder = dirname(path);
  if (!existsSync(folder)) return new UserError(`no such folder: ${dirname(written)}`);
  const near = didYouMean(basename(path), namesIn(folder), "paths are relative to the working folder");
  return new UserError(`no such file or folder: ${written}`, near);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
