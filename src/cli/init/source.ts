import { basename, dirname, isAbsolute, join } from "node:path";
import { UserError } from "../../errors.ts";
import { gitFor } from "../../inputs/ask-git.ts";
import { kindOfNamed } from "../../inputs/named-path.ts";
import { readNamedFile } from "../../inputs/regular-file.ts";
import { release } from "./release.ts";

/** Where other machines get this program: a git repository at a commit, or npm's registry once it is there. */
export type Source = { from: "git"; address: string; ref: string } | { from: "npm"; version: string };

/** What a run of the program knows about itself. */
export interface Self {
  version: string;
  /** The command line's own file. */
  cli: string;
}

/** Where other machines get what runs now. `undefined`: nothing tells, and a guess could run somebody else's code. */
export function detectSource({ version, cli }: Self): Source | undefined {
  const folder = dirname(dirname(cli));
  return installedFrom(folder, version) ?? cloned(folder, version) ?? released(version);
}

/** The source that `--source` names. */
export function namedSource(text: string, { version }: Self): Source {
  const [url = "", ref = `v${version}`] = text.split(/#(.*)/s);
  const address = sharedAddress(isAbsolute(url) ? `file://${url}` : url, "https?|ssh|file");
  if (address !== undefined && isRef(ref)) return { from: "git", address, ref };
  throw new UserError(
    "--source needs the address of a git repository",
    `as in https://HOST/PATH/runsecrets.git#v${version}; the name of a package could belong to somebody else`,
  );
}

/** What `npm install` and `npx --package` take. */
export function packageSpec(source: Source): string {
  return source.from === "npm" ? `runsecrets@${source.version}` : `git+${source.address}#${source.ref}`;
}

/** npm writes down beside a package where it came from. */
function installedFrom(folder: string, version: string): Source | undefined {
  if (basename(dirname(folder)) !== "node_modules") return undefined;
  const [, url = "", ref = ""] = /^(git\+[^#]+)#(.+)$/.exec(resolvedBy(dirname(folder))) ?? [];
  // npm writes ssh for what was asked for by https; a public repository answers to https without a key.
  const address = sharedAddress(
    url.replace(/^git\+ssh:\/\/git@(github\.com|gitlab\.com|bitbucket\.org)\//, "https://$1/"),
  );
  if (address !== undefined && isRef(ref)) return { from: "git", address, ref };
  return url === "" && release.onNpm ? { from: "npm", version } : undefined;
}

/** In bytes: a large project's list of packages has a few million. */
const largest = 100 * 1024 * 1024;

function resolvedBy(modules: string): string {
  const given = readNamedFile(join(modules, ".package-lock.json"), largest);
  try {
    const lock: unknown = JSON.parse("gave" in given ? given.gave.bytes.toString("utf8") : "");
    const entry: unknown = Reflect.get(Object(Reflect.get(Object(lock), "packages")), "node_modules/runsecrets");
    return String(Reflect.get(Object(entry), "resolved") ?? "");
  } catch {
    return "";
  }
}

function cloned(folder: string, version: string): Source | undefined {
  // A folder inside somebody else's repository has their origin.
  if ("refused" in kindOfNamed(join(folder, ".git"))) return undefined;
  const git = gitFor("folder");
  const said = (...words: string[]) => git.bytes(folder, words)?.toString("utf8").trim() ?? "";
  const address = sharedAddress(said("config", "--get", "remote.origin.url"));
  const tags = said("tag", "--points-at", "HEAD").split("\n");
  const ref = tags.includes(`v${version}`) ? `v${version}` : said("rev-parse", "HEAD");
  return address !== undefined && isRef(ref) ? { from: "git", address, ref } : undefined;
}

function released(version: string): Source | undefined {
  if (release.onNpm) return { from: "npm", version };
  const address = sharedAddress(release.repository);
  return address === undefined ? undefined : { from: "git", address, ref: `v${version}` };
}

/**
 * An address that holds on other machines, without what could be a password in it. Its letters mean nothing to a shell,
 * to YAML or to TOML.
 */
function sharedAddress(text: string, schemes = "https|ssh"): string | undefined {
  const [, host, path] = /^([\w.-]+@[\w.-]+|[\w-]+(?:\.[\w-]+)+):(?!\/\/)(.+)$/.exec(text) ?? [];
  const url = host === undefined ? text.replace(/^git\+/, "") : `ssh://${host}/${path?.replace(/^\//, "")}`;
  const bare = url.replace(/^(https?:\/\/)[^/?#]*@/, "$1").replace(/^(ssh:\/\/[^/:@]+):[^/@]*@/, "$1@");
  if (!new RegExp(`^(?:${schemes})://[\\w.~@:/%+-]+$`).test(bare)) return undefined;
  return /^\w+:\/\/[^/]*\.invalid(?:[:/]|$)/.test(bare) ? undefined : bare;
}

function isRef(text: string): boolean {
  return /^\w[\w./+-]*$/.test(text);
}
