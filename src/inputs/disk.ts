import { basename, dirname, join, relative, resolve } from "node:path";
import ignore from "ignore";
import { UserError } from "../errors.ts";
import type { GapReason } from "../facts/index.ts";
import { didYouMean } from "../facts/nearest.ts";
import { isCandidate } from "../scanners/names.ts";
import { type Git, gitFor } from "./ask-git.ts";
import { type Door, openDoor, slashed } from "./door.ts";
import { isUndecodable, spellName } from "./file-names.ts";
import { entriesOf } from "./folder.ts";
import { type GitListing, gitFiles, gitIgnored, gitTracked } from "./git.ts";
import { withoutTwins } from "./links.ts";
import { kindOfNamed } from "./named-path.ts";
import { isInstalled } from "./paths.ts";
import { readThrough } from "./read.ts";
import { badName, type Refusal, reasonOf, sayRefusal } from "./refusal.ts";
import { statFile } from "./stat-file.ts";
import { everyFile, walkFiles } from "./walk.ts";
import type { FileEntry, Workspace } from "./workspace.ts";

export interface DiskOptions {
  /** Absolute, or relative to the working folder; findings name files relative to it. */
  root: string;
  /** Files and folders to look at, relative to the root or absolute. None: the root. */
  paths: readonly string[];
  /**
   * Patterns of the form of a `.gitignore` in the root. They hold for named files too: a hook names whatever changed.
   */
  exclude?: readonly string[];
}

/**
 * The files of a folder, as git sees it where there is a repository. Reads names when it is made to list, texts one at
 * a time.
 */
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
  const door = openDoor(base);
  const listing: Listing = { base, door, git, answer, unreadable: new Map(), doubtful: [] };
  let excluded = 0;
  return {
    async list() {
      const all = list(paths.length > 0 ? paths : ["."], listing);
      const kept = all.filter(({ path }) => !isExcluded(path));
      excluded = countCandidates(all) - countCandidates(kept);
      return kept;
    },
    excluded: () => excluded,
    read: (path) => {
      const reason = listing.unreadable.get(path);
      return reason ? { gap: reason.why, code: reason.code } : readThrough(door, path);
    },
    has: door.has,
    canonical: door.canonical,
    look: (path) => statFile(door, path),
    leadsOut: door.leadsOut,
    unseen: () => new Map([...door.refusals()].map(([path, refused]) => [path, reasonOf(refused)])),
    doubtfulLinks: () => listing.doubtful.filter((path) => !isExcluded(path)),
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
      const found = door.folder(folder);
      if ("refused" in found) return { paths: [], complete: found.refused === "gone" };
      const { files, complete } = everyFile(found.gave, limit);
      return { paths: files.map((file) => below(folder, file)), complete };
    },
  };
}

/** How many of these may hold something. */
export function countCandidates(files: readonly { path: string }[]): number {
  return files.filter(({ path }) => isCandidate(path)).length;
}

/** Takes note of whether git answered. */
type Heard = (given: GitListing | undefined) => GitListing | undefined;

/** What a listing needs, and what it finds out. */
interface Listing {
  base: string;
  door: Door;
  git: Git;
  answer: Heard;
  /** Listed, although it is known that it cannot be read, with the reason. */
  unreadable: Map<string, GapReason>;
  doubtful: string[];
}

function list(paths: readonly string[], listing: Listing): FileEntry[] {
  const { base, door, git, answer } = listing;
  const given = new Set<string>();
  const found = new Set<string>();
  const elsewhere = new Set<string>();
  for (const written of paths) {
    const path = resolve(base, written);
    const name = slashed(relative(base, path));
    const named = kindOfNamed(path);
    if ("refused" in named) throw refusedPath(written, path, named.refused);
    const isOutside = !isReachable(door, name);
    if (named.gave !== "folder") {
      given.add(name);
      if (isOutside) door.grant(name, path);
    } else if (isOutside) {
      for (const file of listOutside(name, path, listing)) elsewhere.add(file);
    } else {
      for (const file of readable(filesOf(path, git, answer), name, listing)) found.add(below(name, file));
    }
  }
  const candidates = [...found].filter((path) => !given.has(path));
  const { kept, doubtful } = withoutTwins(door, candidates, given);
  listing.doubtful.push(...doubtful);
  for (const file of [...elsewhere, ...listing.unreadable.keys()]) if (!given.has(file)) kept.push(file);
  return [...new Set([...given, ...kept])]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => ({ path, given: given.has(path) }));
}

function isReachable(door: Door, name: string): boolean {
  const found = door.find(name);
  return !("refused" in found);
}

/** The files of a folder outside the root, which the user named: what is below it may be read, and no more. */
function listOutside(name: string, folder: string, { door, git, answer, ...listing }: Listing): string[] {
  const there = openDoor(folder);
  const files = readable(filesOf(there.root, git, answer), name, { door, git, answer, ...listing });
  const { kept, doubtful } = withoutTwins(there, files, new Set());
  listing.doubtful.push(...doubtful.map((file) => below(name, file)));
  for (const file of kept) {
    const found = there.find(file);
    if ("refused" in found) listing.unreadable.set(below(name, file), reasonOf(found.refused));
    else door.grant(below(name, file), found.real);
  }
  return kept.map((file) => below(name, file));
}

/** Those with a name that text can say; the others are noted. */
function readable(files: readonly string[], folder: string, { unreadable }: Listing): string[] {
  return files.filter((file) => {
    if (!isUndecodable(file)) return true;
    unreadable.set(spellName(below(folder, file)), badName);
    return false;
  });
}

/** The files below a folder that may hold something, and the folders that may not be listed, relative to it. */
function filesOf(folder: string, git: Git, heard: Heard): string[] {
  const listing = heard(gitFiles(git, folder));
  // An empty listing is what git gives for a folder that is ignored itself; anyone who names one wants it read.
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

function refusedPath(written: string, path: string, refused: Refusal): UserError {
  if (refused !== "gone") return new UserError(`cannot read ${shortened(written)} (${sayRefusal(refused)})`);
  const folder = dirname(path);
  if ("refused" in kindOfNamed(folder)) return new UserError(`no such folder: ${dirname(written)}`);
  const names = entriesOf(folder)?.map(({ name }) => name) ?? [];
  const near = didYouMean(basename(path), names, "paths are relative to the working folder");
  return new UserError(`no such file or folder: ${written}`, near);
}

function shortened(written: string): string {
  return written.length > 100 ? `${written.slice(0, 99)}…` : written;
}
