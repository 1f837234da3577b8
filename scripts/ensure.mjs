// Installs and builds what is missing or older than its sources: what the command needs, and with --all the tools that
// check and test it, too. Uses nothing but Node, so that it runs in a fresh clone.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockedPart } from "./locked-part.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);
const run = (command, args, options) =>
  execFileSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32", ...options });

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

/** npm's own record of a whole installation, and ours of one for the build only. */
const whole = at("node_modules", ".package-lock.json");
const forBuild = at("node_modules", ".for-build");
const lock = at("package-lock.json");

/**
 * Installs what the lock file of a folder names. The npm that runs us may be told to install globally, elsewhere or
 * less, by its options, the environment or a user's .npmrc: options given here win over all of them.
 */
function installLocked(folder) {
  const place = /^npm_config_(?:global|location|prefix|local_prefix)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !place.test(name)));
  const where = ["--global=false", "--location=project", "--workspaces=false", "--install-strategy=hoisted"];
  const what = ["--include=dev", "--include=optional", "--include=peer", "--legacy-peer-deps=false"];
  const really = ["--dry-run=false", "--package-lock=true", "--package-lock-only=false", "--ignore-scripts"];
  run("npm", ["ci", ...where, ...what, ...really, "--no-fund", "--no-audit"], { cwd: folder, env });
}

/** Installs only the packages that the build needs, at the versions of the lock file. */
function installForBuild() {
  const { buildDependencies } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const part = lockedPart(JSON.parse(readFileSync(lock, "utf8")), buildDependencies);
  // On the same file system, and ignored by git, whatever becomes of this run.
  mkdirSync(at("dist"), { recursive: true });
  const folder = mkdtempSync(at("dist", "install-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify(part.packages[""]));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify(part));
    installLocked(folder);
    rmSync(at("node_modules"), { recursive: true, force: true });
    renameSync(join(folder, "node_modules"), at("node_modules"));
    // It says that everything is there, which it is not.
    rmSync(whole);
    writeFileSync(forBuild, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const all = process.argv.includes("--all");
const isBuilt =
  // The last file of a build: one that broke off is made again.
  changed(at("dist", "THIRD-PARTY-NOTICES.txt")) >=
  Math.max(newest(at("src")), changed(at("package.json")), changed(at("scripts", "build.mjs")));

if (all && changed(whole) < changed(lock)) installLocked(root);
if (!isBuilt) {
  const isStale = Math.max(changed(whole), changed(forBuild)) < changed(lock);
  // The tools that check and test stay where they were.
  if (isStale && existsSync(whole)) installLocked(root);
  else if (isStale) installForBuild();
  run(process.execPath, [at("scripts", "build.mjs")]);
}
