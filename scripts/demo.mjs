// Lints the example project that shows every rule at work. Findings are the point, so it always ends well.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const project = join("fixtures", "projects", "shop");
process.stdout.write(`$ cd ${project.replaceAll("\\", "/")} && runsecrets lint\n\n`);
const { status, error } = spawnSync(process.execPath, [join(root, "dist", "cli.cjs"), "lint"], {
  cwd: join(root, project),
  stdio: "inherit",
});
if (error || status === null || status > 2) process.exitCode = 1;
