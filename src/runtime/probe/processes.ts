import { readdirSync, readFileSync } from "node:fs";
import { Sealed } from "../../facts/sealed.ts";
import type { LiveProcess } from "../capture.ts";

/** A container with more processes than this is looked at in part, and the report says so. */
const most = 512;

/** What the kernel keeps of the environment and the arguments of a process and all it started, as JSON, and whether that was all of them. */
export function readProcesses(pid: number): { processes: Sealed; all: boolean } {
  const found = new Map<string, LiveProcess>();
  const pids = new Set([pid]);
  let all = true;
  for (const one of pids) {
    const folder = `/proc/${one}`;
    const environ = lines(`${folder}/environ`);
    const cmdline = lines(`${folder}/cmdline`);
    // One that ended in between is none any more; the main one is known to be there.
    if (!environ || !cmdline) all &&= one !== pid;
    // Workers of one program have all in common.
    else found.set(JSON.stringify([environ, cmdline]), { environ, cmdline });
    const children = childrenOf(folder);
    if (!children) all &&= one !== pid;
    for (const child of children ?? []) {
      if (pids.size < most) pids.add(child);
      else all = false;
    }
  }
  return { processes: new Sealed(JSON.stringify([...found.values()])), all };
}

/** Each thread has its own children. */
function childrenOf(folder: string): number[] | undefined {
  const children = attempt(() =>
    readdirSync(`${folder}/task`).map((thread) => readFileSync(`${folder}/task/${thread}/children`, "utf8")),
  );
  return children?.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}

function lines(path: string): string[] | undefined {
  return attempt(() => readFileSync(path, "utf8").split("\0").filter(Boolean));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
