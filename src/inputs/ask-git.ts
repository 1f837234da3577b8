import { existsSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { env as inherited, platform } from "node:process";
import { shellWord } from "../facts/words.ts";
import { decodeNames } from "./file-names.ts";

/** Starts git, and remembers what it refused. Nothing that a repository names is ever run. */
export interface Git {
  /** What a command prints; `undefined` where git fails, or failed to answer in time before. */
  bytes(folder: string, words: readonly string[], options?: GitOptions): Buffer | undefined;
  /** The same as the parts that `-z` ends with a NUL. */
  entries(folder: string, words: readonly string[], options?: GitOptions): string[] | undefined;
  /**
   * Why git does not answer for a folder inside a repository: it is not installed, is too slow, or refuses a folder of
   * another user, as in a container with a mounted checkout. `undefined`: there is no repository, or git answers.
   */
  silence(folder: string): string | undefined;
}

interface GitOptions {
  /** More bytes than this count as no answer. */
  atMost?: number;
  /** The top of the repository, for a command with another work tree: a hook's index is named relative to it. */
  top?: string;
  /** For a command that only prints where the hooks are. */
  namesHooks?: true;
}

/** A run of `git commit FILE` has an index that only its hook knows; other questions are about the folder. */
type Subject = "folder" | "commit";

const patience = 30_000;

// Whatever else begins with GIT_ could write a trace, start a program or change what is printed.
const keptAlways = /^GIT_(?:CONFIG_.+|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|TEST_ASSUME_.+)$/;
const keptForCommit = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|(?:ALTERNATE_)?OBJECT_DIRECTOR(?:Y|IES))$/;

/** Above what the repository sets. */
const settings = [
  // The file monitor is a program that the repository names.
  "core.fsmonitor=false",
  // A folder that came with a checkout can be laid out as a repository with settings of its own.
  "safe.bareRepository=explicit",
  // Versions without GIT_NO_LAZY_FETCH ask this address before they look at GIT_ALLOW_PROTOCOL.
  "fetch.bundleURI=",
];
const noHooks = "core.hooksPath=/dev/null";

/** A way to ask git. `limit` is in milliseconds. */
export function gitFor(subject: Subject, limit = patience): Git {
  let late = false;
  const git: Git = {
    bytes: (folder, words, options) => {
      const { status, stdout } = start(folder, words, "ignore", options);
      return status === 0 ? stdout : undefined;
    },
    entries: (folder, words, options) => {
      const bytes = git.bytes(folder, words, options);
      return bytes && decodeNames(bytes);
    },
    silence: (folder) => {
      const top = repositoryAbove(folder);
      if (top === undefined && !late) return undefined;
      const { error, status, stderr } = start(folder, ["rev-parse", "--git-dir"], "pipe");
      if (late) return `cannot be read, because git did not answer within ${limit / 1000} seconds`;
      if (status === 0) return undefined;
      return error ? "cannot be read, because git does not start" : refusal(stderr.toString("utf8"), top ?? folder);
    },
  };
  return git;

  function start(folder: string, words: readonly string[], errors: "ignore" | "pipe", options: GitOptions = {}) {
    // One that was late once is late again, and each time costs the whole limit.
    if (late) return { status: null, error: undefined, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
    // Loaded here, because a run over named files never gets here.
    const { spawnSync } = process.getBuiltinModule("node:child_process");
    const before = options.namesHooks ? settings : [...settings, noHooks];
    const ended = spawnSync(program(), [...before.flatMap((setting) => ["-c", setting]), ...words], {
      cwd: folder,
      env: environment(subject, options.top),
      maxBuffer: options.atMost ?? 1 << 30,
      stdio: ["ignore", "pipe", errors],
      windowsHide: true,
      timeout: limit,
      killSignal: "SIGKILL",
    });
    late = ended.error !== undefined && "code" in ended.error && ended.error.code === "ETIMEDOUT";
    return ended;
  }
}

function environment(subject: Subject, top?: string): NodeJS.ProcessEnv {
  const isKept = (name: string) =>
    !/^GIT_/i.test(name) || keptAlways.test(name) || (subject === "commit" && keptForCommit.test(name));
  const kept = Object.entries(inherited).filter(([name]) => isKept(name));
  const { GIT_INDEX_FILE: index } = inherited;
  return {
    ...Object.fromEntries(kept),
    ...(subject === "commit" && index && top !== undefined && { GIT_INDEX_FILE: resolve(top, index) }),
    // A relative entry would be searched in the folder that is looked at.
    PATH: searched().join(delimiter),
    GIT_OPTIONAL_LOCKS: "0",
    // An object that a partial clone left out stays out: fetching it would start what the repository names.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}

function searched(): string[] {
  return (inherited.PATH ?? "").split(delimiter).filter(isAbsolute);
}

/** Windows would look for it in the folder first. */
function program(): string {
  if (platform !== "win32") return "git";
  return (
    searched()
      .map((folder) => join(folder, "git.exe"))
      .find(existsSync) ?? "git"
  );
}

function repositoryAbove(folder: string): string | undefined {
  let top = folder;
  while (!existsSync(join(top, ".git"))) {
    if (dirname(top) === top) return undefined;
    top = dirname(top);
  }
  return top;
}

function refusal(errors: string, top: string): string {
  if (errors.includes("dubious ownership"))
    return `belongs to somebody else, so that git refuses it (\`git config --global --add safe.directory ${shellWord(top)}\`)`;
  if (errors.includes("bare repository"))
    return "cannot be read from here: the folder is laid out as a repository that came with the checkout";
  return "cannot be read by git";
}
