import type { LiveProcess } from "../capture.ts";

/** A container with more processes than this is looked at in part, and the report says so. */
export const mostProcesses = 512;

/** The part of the probe that tells what a process was started with; `walk` goes on to all it started. Needs `part`. */
export const processFunctions = `
show() {
  part process
  if ! cat /proc/$1/environ 2>/dev/null; then [ ! -e /proc/$1 ] || part "denied $1 $(stat -c '%u %g' /proc/$1)"; return; fi
  part arguments
  cat /proc/$1/cmdline 2>/dev/null
}
count=0
walk() {
  count=$((count + 1))
  if [ $count -gt ${mostProcesses} ]; then part more; return; fi
  show $1
  for child in $(cat /proc/$1/task/*/children 2>/dev/null); do walk $child; done
}`;

/** Processes that the probe saw, and those that only their own user may look at. */
export interface ProbedProcesses {
  seen: readonly LiveProcess[];
  closed: readonly { pid: string; user: string }[];
  /** Whether it came to its end, and was not stopped by their number. */
  all: boolean;
}

/** What the probe printed of processes; nothing where it printed nothing of them. */
export function parseProcesses(printed: string): ProbedProcesses | undefined {
  const [first = "", ...parts] = printed.split("\n\u0001");
  if (first !== "" || parts.length === 0) return undefined;
  const seen: LiveProcess[] = [];
  const closed: { pid: string; user: string }[] = [];
  let environ: string[] | undefined;
  for (const part of parts) {
    const end = part.indexOf("\n");
    const [name = "", pid, uid, gid] = part.slice(0, end).split(" ");
    const texts = part
      .slice(end + 1)
      .split("\0")
      .filter(Boolean);
    if (name === "arguments" && environ) seen.push({ environ, cmdline: texts });
    if (name === "denied") closed.push({ pid: pid ?? "", user: `${uid}:${gid}` });
    environ = name === "process" ? texts : undefined;
  }
  const names = parts.map((part) => part.slice(0, part.indexOf("\n")));
  return { seen, closed, all: names.at(-1) === "done" && !names.includes("more") };
}
