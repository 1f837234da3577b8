import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type * as audit from "./audit-command.ts";
import type * as commands from "./commands.ts";
import type * as setup from "./setup.ts";

/** What is bundled on its own, by the name of its file. */
interface Bundles {
  commands: typeof commands;
  audit: typeof audit;
  setup: typeof setup;
}

/**
 * Runs `commands.cjs`, which holds everything but the version, the help, the audit and the set-up, or `audit.cjs` or `setup.cjs`. What V8 made of it is kept beside it, for the next run of the same Node: half of a
 * short run is compiling. Beside it, because whoever may write there may change the code as well; where nobody may, nothing is kept and nothing is said.
 */
export function loadBundle<Name extends keyof Bundles>(
  name: Name,
  folder: string,
  node: string,
  require: NodeJS.Require,
): { commands: Bundles[Name]; keep: (warm?: () => Promise<void>) => Promise<void> } {
  const file = join(folder, `${name}.cjs`);
  const kept = `${file}.${node}.cache`;
  const cachedData = read(kept);
  // The build writes a function around it, and in ASCII, which this encoding reads fastest.
  const source = readFileSync(file, "latin1");
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module);
  return { commands: module.exports as Bundles[Name], keep };

  function read(path: string): Buffer | undefined {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  }

  /** Called when all is done, so that what ran is kept as well, and not only what was loaded. `warm` runs what this run did not need. */
  async function keep(warm?: () => Promise<void>): Promise<void> {
    if (cachedData && !script.cachedDataRejected) return;
    try {
      await warm?.();
      const fresh = `${kept}.${Date.now()}`;
      writeFileSync(fresh, script.createCachedData());
      renameSync(fresh, kept);
    } catch {
      // A folder that is read-only is the usual case of a system-wide installation.
    }
  }
}
