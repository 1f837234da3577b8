import type { Git } from "./ask-git.ts";

/**
 * What git would show of a folder: tracked files and new ones that are not ignored, and where a submodule or another
 * repository begins.
 */
export interface GitListing {
  files: readonly string[];
  nested: readonly string[];
}

/** Asks git for the files below a folder, relative to it. `undefined`: no repository, no git, or git refuses. */
export function gitFiles(git: Git, folder: string): GitListing | undefined {
  const entries = git.entries(folder, ["ls-files", "-z", "-s", "-co", "--exclude-standard"]);
  if (!entries) return undefined;
  const files = new Set<string>();
  const nested = new Set<string>();
  for (const entry of entries) {
    // A tracked file comes as `mode object stage<TAB>path`, a new one as its path only.
    const staged = /^(\d{6}) [0-9a-f]{40,64} \d\t/.exec(entry);
    const path = staged ? entry.slice(staged[0].length) : entry;
    if (staged?.[1] === "160000") nested.add(path);
    else if (path.endsWith("/")) nested.add(path.slice(0, -1));
    else files.add(path);
  }
  return { files: [...files], nested: [...nested] };
}

/** The files below a folder that git tracks, those of submodules included. `undefined` as for `gitFiles`. */
export function gitTracked(git: Git, folder: string): ReadonlySet<string> | undefined {
  const all = git.entries(folder, ["ls-files", "-z", "--recurse-submodules"]);
  const entries = all ?? git.entries(folder, ["ls-files", "-z"]);
  return entries && new Set(entries);
}

/** Those that it tracks although its ignore files name them. `undefined` as for `gitFiles`. */
export function gitIgnored(git: Git, folder: string): ReadonlySet<string> | undefined {
  const entries = git.entries(folder, ["ls-files", "-z", "-c", "-i", "--exclude-standard"]);
  return entries && new Set(entries);
}
