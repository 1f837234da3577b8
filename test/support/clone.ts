import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type Repository, repository } from "./repository.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules", ".cache");

/** The address that the README's recipes have, until people put their own there. */
export const placeholder = "https://runsecrets.invalid/runsecrets.git";

/** What this repository would be as a fresh clone, with its files as they are now and the tag of its version. */
export function freshClone(): Repository {
  const clone = repository();
  const files = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  for (const file of files.split("\0")) {
    if (/^(?:src|scripts|man|fixtures\/projects\/shop)\/|^[^/]+$/.test(file) && existsSync(join(root, file)))
      cpSync(join(root, file), join(clone.root, file), { recursive: true });
  }
  clone.git("add", "-A");
  clone.git("commit", "-qm", "x");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  clone.git("tag", `v${version}`);
  return clone;
}

/** Where a machine looks for this repository's address, it finds the clone. */
export function redirect(machine: Repository, clone: Repository): void {
  const url = `[url "file://${clone.root}"]\n\tinsteadOf = ${placeholder}\n`;
  writeFileSync(join(machine.home, ".gitconfig"), `${url}[protocol "file"]\n\tallow = always\n`);
}

/**
 * Packages are downloaded once for all tests; the home of each is clean all the same. The cache is not in our folder:
 * npm builds clones there, which would find our packages.
 */
export const sharedCache = {
  npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
  npm_config_update_notifier: "false",
};

/** The folder of a program that an npm package brings, installed once. */
export function binOf(name: string, version: string): string {
  return join(installed(name, version), ".bin");
}

/** The folder of packages that holds an npm package which few tests need, installed once. */
export function installed(name: string, version: string): string {
  const folder = join(cache, `${name.replace("/", "-")}-${version}`);
  const packages = join(folder, "node_modules");
  if (existsSync(join(packages, name))) return packages;
  mkdirSync(folder, { recursive: true });
  const words = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${version}`];
  execFileSync("npm", words, { cwd: dirname(folder), stdio: "ignore" });
  return packages;
}
