import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { env as inherited } from "node:process";
import { shellWord } from "../facts/words.ts";
import { decodeNames } from "./file-names.ts";

/** What git would show of a folder: tracked files and new ones that are not ignored, and where a submodule or another repository begins. */
export interface GitListing {
  files: readonly string[];
  nested: readonly string[];
}

/** Asks git for the files below a folder, relative to it. `undefined`: no repository, no git, or git refuses. */
export function gitFiles(folder: string): GitListing | undefined {
  const entries = git(folder, ["ls-files", "-z", "-s", "-co", "--exclude-standard"]);
  if (!entries) return undefined;
  const files = new Set<string>();
  const nested = new Set<string>();
  for (const entry of entries) {
    // A tracked file comes as `mode object stage<TAB>path`, a new one as its path alone.
    const staged = /^(\d{6}) [0-9a-f]{40,64} \d\t/.exec(entry);
    const path = staged ? entry.slice(staged[0].length) : entry;
    if (staged?.[1] === "160000") nested.add(path);
    else if (path.endsWith("/")) nested.add(path.slice(0, -1));
    else files.add(path);
  }
  return { files: [...files], nested: [...nested] };
}

/** The files below a folder that git tracks, those of submodules included. `undefined` as for `gitFiles`. */
export function gitTracked(folder: string): ReadonlySet<string> | undefined {
  const entries = git(folder, ["ls-files", "-z", "--recurse-submodules"]) ?? git(folder, ["ls-files", "-z"]);
  return entries && new Set(entries);
}

/** Those that it tracks although its ignore files name them. `undefined` as for `gitFiles`. */
export function gitIgnored(folder: string): ReadonlySet<string> | undefined {
  const entries = git(folder, ["ls-files", "-z", "-c", "-i", "--exclude-standard"]);
  return entries && new Set(entries);
}

/**
 * Why git says nothing of a folder that lies in a repository: it is not installed, or refuses one that belongs to somebody else, as in a container that a
 * checkout is mounted into. `undefined` where there is no repository, or git answers.
 */
export function gitSilence(folder: string): string | undefined {
  let top = folder;
  while (!existsSync(join(top, ".git"))) {
    if (dirname(top) === top) return undefined;
    top = dirname(top);
  }
  const { error, status, stderr } = start(folder, ["rev-parse", "--git-dir"], own, "pipe");
  if (status === 0) return undefined;
  if (error) return "cannot be read, because git does not start";
  return stderr.includes("dubious ownership")
    ? `belongs to somebody else, so that git refuses it (\`git config --global --add safe.directory ${shellWord(top)}\`)`
    : "cannot be read by git";
}

// A hook runs with these set, and they would speak of another folder than the one asked about.
const own = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

function git(folder: string, words: readonly string[]): string[] | undefined {
  return split(run(folder, words, own));
}

/** What git says of the index that the running hook is about: `git commit FILE` has one of its own. */
export function gitEntries(folder: string, words: readonly string[]): string[] | undefined {
  return split(run(folder, words, []));
}

/** The same as bytes. */
export function gitBytes(folder: string, words: readonly string[]): Buffer | undefined {
  return run(folder, words, []);
}

function split(bytes: Buffer | undefined): string[] | undefined {
  return bytes && decodeNames(bytes);
}

function run(folder: string, words: readonly string[], without: readonly string[]): Buffer | undefined {
  const { status, stdout } = start(folder, words, without, "ignore");
  return status === 0 ? stdout : undefined;
}

function start(folder: string, words: readonly string[], without: readonly string[], errors: "ignore" | "pipe") {
  const env: NodeJS.ProcessEnv = { ...inherited, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };
  for (const name of without) delete env[name];
  // The file monitor is a program that the repository names: a repository that is only looked at must not start one.
  // Loaded here, because a run over named files never gets here.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  return spawnSync("git", ["-c", "core.fsmonitor=false", ...words], {
    cwd: folder,
    env,
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", errors],
    windowsHide: true,
  });
}
