import { readdirSync, readFileSync } from "node:fs";
import { Sealed } from "../../facts/sealed.ts";
import type { LiveProcess } from "../capture.ts";
import { mostProcesses } from "../readers/probe-processes.ts";

/**
 * What the kernel keeps of the environment and the arguments of a process and all it started, as JSON, and whether that
 * was all of them.
 */
export function readProcesses(pid: number): { processes: Sealed; all: boolean } {
  const found = new Map<string, LiveProcess>();
  const pids = new Set([pid]);
  let all = true;
  for (const one of pids) {
    const folder = `/proc/${one}`;
    const environ = lines(`${folder}/environ`);
    const cmdline = lines(`${folder}/cmdline`);
    const children = childrenOf(folder);
    for (const part of [environ, cmdline, children]) {
      // One that ended in between is none any more; the main one is known to be there.
      if (part === "denied" || (part === "ended" && one === pid)) all = false;
    }
    // Workers of one program have all in common. Arguments are open to everybody, an environment is not.
    if (Array.isArray(cmdline) && environ !== "ended") {
      const known = Array.isArray(environ) ? environ : [];
      found.set(JSON.stringify([known, cmdline]), { environ: known, cmdline });
    }
    for (const child of Array.isArray(children) ? children : []) {
      if (pids.size < mostProcesses) pids.add(child);
      else all = false;
    }
  }
  return { processes: new Sealed(JSON.stringify([...found.values()])), all };
}

/** Each thread has its own children, and may end while the others are read. */
function childrenOf(folder: string): number[] | Unread {
  const threads = attempt(() => readdirSync(`${folder}/task`));
  if (!Array.isArray(threads)) return threads;
  const lists = threads.map((thread) => attempt(() => readFileSync(`${folder}/task/${thread}/children`, "utf8")));
  if (lists.includes("denied")) return "denied";
  // A kernel that keeps no such list is as silent as a process that ended.
  if (lists.length > 0 && lists.every((list) => list === "ended")) return "ended";
  return lists.flatMap((list) => (list === "ended" ? [] : list.split(" ").filter(Boolean).map(Number)));
}

function lines(path: string): string[] | Unread {
  return attempt(() => readFileSync(path, "utf8").split("\0").filter(Boolean));
}

type Unread = "ended" | "denied";

function attempt<T>(read: () => T): T | Unread {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOENT" || code === "ESRCH" ? "ended" : "denied";
  }
}
