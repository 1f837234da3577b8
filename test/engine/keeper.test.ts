import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { describeEngine } from "./support/engine.ts";

const keeper = join(import.meta.dirname, "support/keeper.mjs");

/** Represents the tests: it holds the keeper, and is killed before it can clean up. */
const tests = `
const { spawn } = require("node:child_process");
const child = spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: ["pipe", "pipe", "inherit"] });
child.stdout.pipe(process.stdout);
setInterval(() => {}, 1000);
`;

describeEngine("engines of tests that were killed", () => {
  it("leave nothing after: no process, no mount, no folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "runsecrets-keeper-"));
    const owner = spawn(process.execPath, ["-e", tests, keeper, folder, "remapped"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((resolve) => owner.stdout.once("data", () => resolve()));
    const words = ["-H", `unix://${folder}/docker.sock`, "run", "-d", "--network", "none", "busybox:local"];
    execFileSync("docker", [...words, "sh", "-c", "trap '' TERM; while :; do sleep 1000; done"], { stdio: "ignore" });
    expect(left(folder).length).toBeGreaterThan(2);
    owner.kill("SIGKILL");
    await vi.waitUntil(() => left(folder).length === 0 && !existsSync(folder), { timeout: 40_000, interval: 500 });
  }, 60_000);
});

/** Processes and mounts that name a folder. */
function left(folder: string): string[] {
  const processes = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid));
  const naming = processes.filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(folder));
  const mounts = textOf("/proc/self/mounts").split("\n");
  return [...naming, ...mounts.filter((line) => line.includes(folder))];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
