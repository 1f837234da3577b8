import { isExampleFile } from "../detection/example-files.ts";
import { reaches } from "../detection/path-pattern.ts";
import { contextPath, writtenPath } from "../detection/paths.ts";
import { mayReveal } from "../detection/revealed.ts";
import { copiedFile, secretFile, secretFolder } from "../detection/secret-files.ts";
import type { Copy } from "../facts/index.ts";
import { below } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { namedAs } from "../scanners/names.ts";
import type { Contents } from "./revealed-files.ts";

const mostFiles = 50_000;

/** The files below a folder: those whose names are a secret's, and those that only their content can accuse. */
type SecretLister = (folder: string) => {
  paths: readonly string[];
  unnamed: readonly string[];
  complete: boolean;
};

/** What a copy may take is looked at with: `granted` are the files after secrets, which need no name that tells. */
export interface Look {
  workspace: Workspace;
  list: SecretLister;
  granted: ReadonlySet<string>;
  contents: Contents;
}

/** What copies reach in a context, ignore files not yet asked. Paths are relative to the context. */
interface Reached {
  /** Secret files by name, or because a service is granted them, and what a copy of one file makes of it. */
  paths: ReadonlyMap<string, string | undefined>;
  /** All others that a look inside may accuse. */
  unnamed: ReadonlySet<string>;
  complete: boolean;
}

/** The files that these copies reach in a context. */
export function reachedSecrets(copies: readonly Copy[], context: string, { workspace, list, granted }: Look): Reached {
  const paths = new Map<string, string | undefined>();
  const unnamed = new Set<string>();
  let complete = true;
  const inContext = (path: string) => (context === "" ? path : path.slice(context.length + 1));
  for (const { source, target, folder } of copies.flatMap(sourcesOf)) {
    const isPattern = /[*?[]/.test(source);
    const at = below(context, isPattern ? fixedFolder(source) : source);
    if (!isPattern && workspace.has(at)) {
      if (copiedFile(source, target) ?? secretFolder(source)) paths.set(source, target);
      else if (source !== "" && mayReveal(source)) unnamed.add(source);
    }
    for (const file of granted) {
      const path = context === "" || file.startsWith(`${context}/`) ? inContext(file) : undefined;
      if (path !== undefined && reaches(source, path) && !paths.has(path)) paths.set(path, undefined);
    }
    const listing = list(at);
    for (const path of listing.paths) if (!paths.has(inContext(path))) paths.set(inContext(path), undefined);
    // Keys that tests need are in a context by right; a copy that puts them elsewhere ships them.
    const fromTests = isExampleFile(`${source}/file`) && !isExampleFile(`${folder}/file`);
    for (const file of listing.unnamed) {
      const path = inContext(file);
      if ((fromTests || !isExampleFile(path)) && reaches(source, path)) unnamed.add(path);
    }
    complete &&= listing.complete;
  }
  return { paths, unnamed, complete };
}

/** What a copy takes, what it becomes where it takes one thing only, and the folder that takes it otherwise. */
function sourcesOf({ sources, target }: Copy): { source: string; target: string | undefined; folder: string }[] {
  const folder = writtenPath(target.value)?.text;
  const becomes = sources.length === 1 ? folder : undefined;
  return sources.flatMap(({ value }) => {
    const path = writtenPath(value);
    return path?.known ? [{ source: contextPath(path.text), target: becomes, folder: folder ?? "" }] : [];
  });
}

/** The folders of a pattern before its first wildcard. */
function fixedFolder(pattern: string): string {
  const folders = pattern.split("/");
  return folders
    .slice(
      0,
      folders.findIndex((name) => /[*?[]/.test(name)),
    )
    .join("/");
}

/** Lists these files only. */
export function listerOf(listed: readonly string[]): SecretLister {
  const all = sorted(listed);
  return (folder) => {
    const inside = (path: string) => folder === "" || path === folder || path.startsWith(`${folder}/`);
    return { paths: all.paths.filter(inside), unnamed: all.unnamed.filter(inside), complete: true };
  };
}

const listers = new WeakMap<Workspace, SecretLister>();

/** Lists each folder once in a run, however many Dockerfiles copy it. */
export function secretLister(workspace: Workspace): SecretLister {
  const lister = listers.get(workspace) ?? newLister(workspace);
  listers.set(workspace, lister);
  return lister;
}

function newLister(workspace: Workspace): SecretLister {
  const known = new Map<string, ReturnType<SecretLister>>();
  return (folder) => {
    const before = known.get(folder);
    if (before) return before;
    const { paths, complete } = workspace.filesBelow(folder, mostFiles);
    const listing = { ...sorted(paths), complete };
    known.set(folder, listing);
    return listing;
  };
}

function sorted(files: readonly string[]): { paths: string[]; unnamed: string[] } {
  const paths: string[] = [];
  const unnamed: string[] = [];
  for (const path of files) {
    if (secretFile(path)) paths.push(path);
    else if (mayReveal(path) && !isReportedThere(path)) unnamed.push(path);
  }
  return { paths, unnamed };
}

/** What has a scanner is reported there, at its line; of an env file it matters that it is copied. */
function isReportedThere(path: string): boolean {
  const named = namedAs(path);
  return named?.sure === true && named.kind !== "env file";
}
