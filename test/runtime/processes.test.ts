import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Sealed } from "../../src/facts/sealed.ts";
import { readProcesses } from "../../src/runtime/probe/processes.ts";

const isRoot = process.platform === "linux" && process.getuid?.() === 0;
const started: ChildProcess[] = [];
/** A machine that runs all tests at once is slow to start a program. */
const patient = { timeout: 30_000 };

/**
 * A shell that has started `sleep 1002` and become `sleep 1001`, when both are what they will be: a program that is
 * just starting has no arguments for a moment.
 */
async function family(script: string): Promise<number> {
  const main = spawn("sh", ["-c", script], { stdio: "ignore", detached: true });
  started.push(main);
  const { pid } = main;
  if (pid === undefined) throw new Error("no process");
  const all = () => [pid, ...childrenOf(pid).split(" ").filter(Boolean)].map((one) => read(one, "cmdline"));
  await expect.poll(all, patient).toEqual(["sleep\x001001\0", "sleep\x001002\0"]);
  return pid;
}

const read = (pid: number | string, name: string) => readFileSync(`/proc/${pid}/${name}`, "utf8");
const childrenOf = (pid: number) => read(pid, `task/${pid}/children`);

afterEach(() => {
  for (const { pid } of started.splice(0)) if (pid !== undefined) process.kill(-pid, "SIGKILL");
});

describe.runIf(process.platform === "linux")("the processes of a container", () => {
  it("are the main one and what it started", async () => {
    const pid = await family("sleep 1002 & exec sleep 1001");
    const { processes, all } = readProcesses(pid);
    expect(all).toBe(true);
    expect(processes.open((text) => /1001/.test(text) && /1002/.test(text))).toBe(true);
  });

  it("that are gone were not all seen", () => {
    expect(readProcesses(2 ** 30).all).toBe(false);
  });

  it.runIf(isRoot)("that may not be read were not all seen", async () => {
    const pid = await family("sleep 1002 & exec setpriv --reuid 65534 --clear-groups sleep 1001");
    process.seteuid?.(65534);
    try {
      const { processes, all } = readProcesses(pid);
      // Arguments are open to everybody; an environment is not.
      const seen = (processes: Sealed) =>
        processes.open((text): { environ: string[]; cmdline: string[] }[] => JSON.parse(text));
      const other = seen(processes).find(({ cmdline }) => cmdline.includes("1002"));
      expect(other?.environ).toEqual([]);
      expect(seen(processes).some(({ cmdline, environ }) => cmdline.includes("1001") && environ.length > 0)).toBe(true);
      expect(all).toBe(false);
    } finally {
      process.seteuid?.(0);
    }
  });
});
