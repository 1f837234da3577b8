import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { missing } from "./install.ts";
import { startKeeper } from "./start-keeper.ts";

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
