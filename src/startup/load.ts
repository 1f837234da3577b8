import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type { Arguments } from "../cli/arguments.ts";

/** What is bundled on its own, by the name of its file. */
export type BundleName = "commands" | "audit" | "setup";

/**
 * Runs what the arguments ask for and sets the exit code, or names the bundle that has the command. `folder` is where
 * the bundles are.
 */
export type Main = (argv: readonly string[], folder: string) => Promise<BundleName | undefined>;

interface Bundle {
  main: Main;
  /** Runs what the run before did not need, for what is kept of it. */
  warm?: () => Promise<void>;
}

/** Which bundle has a command. */
export function bundleOf(command: Arguments["command"]): BundleName {
  if (command === "audit" || command === "rotate") return "audit";
  return ["help", "version", "init", "completion"].includes(command) ? "setup" : "commands";
}

/**
 * Loads `commands.cjs`, which holds everything but the audit, the help and the set-up, or `audit.cjs` or `setup.cjs`.
 * What V8 made of it is kept beside it, for the next run of the same Node: half of a
 * short run is compiling. Beside it, because anyone who may write there may change the code as well; where nobody may,
 * nothing is kept and nothing is reported.
 */
export function loadBundle(
  name: BundleName,
  folder: string,
  node: string,
  require: NodeJS.Require,
): { commands: Bundle; keep: (warm?: () => Promise<void>) => Promise<void> } {
  const file = join(folder, `${name}.cjs`);
  const kept = `${file}.${node}.cache`;
  const cachedData = sound(read(kept));
  // The build writes a function around it, and in ASCII, which this encoding reads fastest.
  const source = readFileSync(file, "latin1");
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module);
  return { commands: module.exports as Bundle, keep };

  function read(path: string): Buffer | undefined {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  }

  /**
   * Called when all is done, so that what ran is kept as well, and not only what was loaded. `warm` runs what this run
   * did not need.
   */
  async function keep(warm?: () => Promise<void>): Promise<void> {
    if (cachedData && !script.cachedDataRejected) return;
    try {
      await warm?.();
      const fresh = `${kept}.${Date.now()}`;
      const data = script.createCachedData();
      writeFileSync(fresh, Buffer.concat([data, sumOf(data)]));
      renameSync(fresh, kept);
    } catch {
      // A folder that is read-only is the usual case of a system-wide installation.
    }
  }
}

/**
 * What was kept, without the sum at its end, where both agree. V8 checks only the header, and runs what a damaged disk
 * gives it until it crashes. This sum is the cheapest in plain Node that detects any damage: 0.5 ms for 1.4 MB and 2 to
 * load the module. SHA-1 takes 1 and 2, a loop in JavaScript 3.
 */
function sound(kept: Buffer | undefined): Buffer | undefined {
  if (!kept || kept.length < 4) return undefined;
  const data = kept.subarray(0, -4);
  return sumOf(data).equals(kept.subarray(-4)) ? data : undefined;
}

function sumOf(data: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(process.getBuiltinModule("node:zlib").crc32(data));
  return sum;
}
