import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** The built command. */
export const cli = join(import.meta.dirname, "../../dist/cli.cjs");

/** How a run of the command ended. */
export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs the built command with nothing in its environment that changes what it prints: no CI, NO_COLOR, FORCE_COLOR,
 * GITHUB_*.
 */
export function runCli(
  args: readonly string[],
  { cwd, input = "", env = {} }: { cwd: string; input?: string | Uint8Array; env?: Record<string, string> },
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    // A run that never ends must not outlive its test.
    const limits = { timeout: 120_000, killSignal: "SIGKILL" } as const;
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, ...env },
      ...limits,
    });
    const run: CliRun = { code: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      run.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...run, code }));
    // A run that reads no input may have ended already.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** A folder with these files, deleted when the test file is done. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
