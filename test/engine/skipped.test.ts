import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeEngine } from "./support/engine.ts";

const root = join(import.meta.dirname, "../..");

/** A clone in a folder that is closed to others shows nothing. */
const mayLook = spawnSync(process.execPath, ["-e", "require('node:fs').accessSync('package.json', 4)"], {
  cwd: root,
  uid: 65534,
  gid: 65534,
  stdio: "ignore",
}).status;

/** Runs one file of these tests as somebody who may start no engine. */
function asNobody(env: Record<string, string>): { status: number | null; printed: string } {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const words = [vitest, "run", "--configLoader", "runner", "--project", "engine", "test/engine/stop.test.ts"];
  const options = { cwd: root, uid: 65534, gid: 65534, encoding: "utf8" } as const;
  const run = spawnSync(process.execPath, words, { ...options, env: { PATH: process.env.PATH, HOME: "/", ...env } });
  return { status: run.status, printed: run.stdout + run.stderr };
}

describeEngine("where no engine can run", () => {
  it.skipIf(mayLook !== 0)(
    "one line says what was not run, and the rest goes on",
    () => {
      const { status, printed } = asNobody({});
      expect(status).toBe(0);
      expect(printed.match(/^Not run: .*$/gm)).toEqual([
        "Not run: the tests on a real engine (test/engine), because they need root",
      ]);
      expect(printed).toMatch(/3 skipped/);
    },
    40_000,
  );

  it.skipIf(mayLook !== 0)(
    "that is a failure where everything is to be run",
    () => {
      const { status, printed } = asNobody({ CI: "true" });
      expect(status).toBe(1);
      expect(printed).toContain("The engine tests cannot run: they need root");
    },
    40_000,
  );
});
