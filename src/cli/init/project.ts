import { isAbsolute, resolve } from "node:path";
import { gitFor } from "../../inputs/ask-git.ts";
import { openDoor } from "../../inputs/door.ts";
import { entriesOf } from "../../inputs/folder.ts";
import { kindOfNamed } from "../../inputs/named-path.ts";
import { readNamedFile } from "../../inputs/regular-file.ts";
import type { Source } from "./source.ts";

/** Where git keeps what a set-up touches. */
interface Repository {
  top: string;
  /**
   * The folder of its hooks, and whether that is this repository's own, that nobody gets with a clone and no other
   * repository uses.
   */
  hooks: string;
  own: boolean;
  /** The addresses it knows, as git prints them. */
  remotes: string;
}

/** What a set-up depends on. Paths are relative to the root and have `/`. */
export interface Project {
  root: string;
  /** The command line's own file, for hooks that stay on this machine. */
  cli: string;
  /** Where other machines get this program, as far as anything tells. */
  source?: Source;
  /** Absent where there is none. */
  git?: Repository;
  /** Whether package.json names us, so that each clone has us in its node_modules. */
  installed: boolean;
  /** How many files of each kind git shows or the folder holds. */
  containers: Readonly<Record<string, number>>;
  exists(path: string): boolean;
  /** The text of a file; empty where it cannot be read. */
  text(path: string): string;
  /** The names in a folder, in order. */
  names(path: string): string[];
}

const kinds: Readonly<Record<string, RegExp>> = {
  Dockerfile: /^(?:docker|container)file(?:\..+)?$|\.(?:docker|container)file$/i,
  "compose file": /^(?:docker-)?compose(?:[._-].+)?\.ya?ml$/i,
  "env file": /^\.env(?:\..+)?$|\.env$/i,
};

const largest = 10 * 1024 * 1024;

/** Looks at a folder. Nothing is read but names, git's settings and what the set-up would touch. */
export function inspectProject(root: string, cli: string, source: Source | undefined): Project {
  const door = openDoor(root);
  // An absolute path is one of git's own folders, which the user's configuration names.
  const text = (path: string) => {
    const given = isAbsolute(path) ? readNamedFile(path, largest) : door.read(path, largest);
    return "gave" in given && given.gave.complete ? given.gave.bytes.toString("utf8") : "";
  };
  const entries = (path: string) => {
    const folder = door.folder(path);
    return ("gave" in folder && entriesOf(folder.gave)) || [];
  };
  // A link that cannot be followed is not there: writing to it fails. Nothing is written below one.
  const isThere = (path: string) => {
    const found = door.find(path);
    return !("refused" in found) || (!found.link && found.refused !== "gone");
  };
  const plainFiles = () => entries(".").flatMap(({ name, is }) => (is === "file" ? [name] : []));
  const git = repository(root);
  return {
    root,
    cli,
    ...(source && { source }),
    ...(git && { git }),
    installed: namesUs(text("package.json")),
    containers: containersIn(filesOf(root, git !== undefined) ?? plainFiles()),
    exists: (path) => (isAbsolute(path) ? "gave" in kindOfNamed(path) : isThere(path)),
    text,
    names: (path) => entries(path).map(({ name }) => name),
  };
}

function repository(root: string): Repository | undefined {
  const git = gitFor("folder");
  const said = (...words: string[]) => git.bytes(root, words, { namesHooks: true })?.toString("utf8").trim();
  const top = said("rev-parse", "--show-toplevel");
  // Follows `core.hooksPath`, and knows where the hooks of a linked working tree are.
  const hooks = said("rev-parse", "--git-path", "hooks");
  const common = said("rev-parse", "--git-common-dir");
  if (!top || !hooks || !common) return undefined;
  const own = resolve(root, hooks) === resolve(root, common, "hooks");
  return {
    top,
    hooks: resolve(root, hooks),
    own,
    remotes: said("config", "--get-regexp", "^remote\\..*\\.url$") ?? "",
  };
}

function filesOf(root: string, isRepository: boolean): string[] | undefined {
  if (!isRepository) return undefined;
  return gitFor("folder").entries(root, ["ls-files", "-z", "-co", "--exclude-standard"]);
}

function containersIn(files: readonly string[]): Record<string, number> {
  const names = files.map((file) => file.slice(file.lastIndexOf("/") + 1));
  const amounts = Object.entries(kinds).map(([kind, shape]) => [kind, names.filter((one) => shape.test(one)).length]);
  return Object.fromEntries(amounts.filter(([, amount]) => amount !== 0));
}

function namesUs(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    const lists = ["dependencies", "devDependencies"].map((key) => Reflect.get(Object(data), key));
    return lists.some((list) => Object.hasOwn(Object(list), "runsecrets"));
  } catch {
    return false;
  }
}
