// Installs and builds what is missing or older than its sources. Uses nothing but Node, so that it runs in a fresh clone.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);
const run = (command, args) =>
  execFileSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

if (changed(at("node_modules", ".package-lock.json")) < changed(at("package-lock.json"))) {
  run("npm", ["ci", "--no-fund", "--no-audit", "--ignore-scripts"]);
}
if (
  changed(at("dist", "cli.cjs")) <
  Math.max(newest(at("src")), changed(at("package.json")), changed(at("scripts", "build.mjs")))
) {
  run(process.execPath, [at("scripts", "build.mjs")]);
}
