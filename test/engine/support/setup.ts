import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { missing } from "./install.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder with `docker.sock` and `podman.sock`; empty where no engine can run. */
    engine: string;
  }
}

/** Starts engines for the tests of this folder, once for all of them, and stops them in the end. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const why = missing();
  if (why !== undefined) {
    if (process.env.CI === "true") throw new Error(`The engine tests cannot run: ${why}`);
    console.log(`Not run: the tests on a real engine (test/engine), because ${why}`);
    project.provide("engine", "");
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-engine-"));
  const stop = await startKeeper(folder);
  project.provide("engine", folder);
  return stop;
}

async function startKeeper(folder: string): Promise<() => Promise<void>> {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, "keeper.mjs"), folder], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => keeper.on("exit", () => resolve()));
  const stop = async () => {
    keeper.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const line = await new Promise<string>((resolve) => {
    keeper.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    keeper.on("exit", () => resolve("the engine's keeper ended"));
  });
  if (line !== "ready") throw new Error(line);
  return stop;
}
