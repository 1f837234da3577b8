// What npm runs before it packs a clone: the build, and a way around a fault of npm's own.
import { lstatSync, mkdirSync, realpathSync, unlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import "./ensure.mjs";

/**
 * `npm install --global git+…` prepares a temporary clone with another `npm install`, which inherits `--global` and so
 * links the clone to the place of the package. npm then unpacks the package through this link, and deletes the clone.
 */
function unlinkTemporaryClone() {
  const { npm_config_cache: cache, npm_config_global_prefix: prefix } = process.env;
  if (!cache || !prefix) return;
  const root = realpathSync(join(dirname(fileURLToPath(import.meta.url)), ".."));
  const place = join(prefix, ...(process.platform === "win32" ? [] : ["lib"]), "node_modules", "runsecrets");
  if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  // A link to a clone that stays is meant.
  const temporary = realpathSync(cache) + sep;
  if (!root.startsWith(temporary) || !isSame(place, root)) return;
  unlinkSync(place);
  mkdirSync(place);
}

function isSame(link, folder) {
  try {
    return realpathSync(link) === folder;
  } catch {
    return false;
  }
}

unlinkTemporaryClone();
