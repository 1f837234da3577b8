import { readFileSync } from "node:fs";
import type { ProcCapture } from "../capture.ts";
import { mountedElsewhere } from "../readers/files.ts";
import { readProcesses } from "./processes.ts";
import { Rooted } from "./rooted.ts";

/** Reads what the kernel shows of a container's main process, or says why not: `gone`, `denied`, or that this process is another one. */
export function readProc(
  pid: number,
  container: string,
  targets: readonly string[],
  secretIds: ReadonlySet<string>,
): ProcCapture | "gone" | "denied" | "foreign" {
  const folder = `/proc/${pid}`;
  let root: Rooted | undefined;
  try {
    const started = startTime(folder);
    const mountinfo = read(folder, "mountinfo");
    if (!mountinfo.includes(container) && !read(folder, "cgroup").includes(container)) return "foreign";
    root = new Rooted(`${folder}/root`);
    const seen = look(root, [...mountedElsewhere(mountinfo, secretIds), ...targets]);
    const { processes, all } = readProcesses(pid);
    const capture = {
      mountinfo,
      status: kept(read(folder, "status")),
      uidMap: read(folder, "uid_map"),
      gidMap: read(folder, "gid_map"),
      ...seen,
      processes,
      allProcesses: all,
    };
    // Numbers of processes are used again: a later process has a later start.
    return started !== undefined && startTime(folder) === started ? capture : "gone";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EACCES" || code === "EPERM" ? "denied" : "gone";
  } finally {
    root?.close();
  }
}

/** What was asked for goes by the name it was asked for, also where a link leads there. */
function look(root: Rooted, elsewhere: readonly string[]): Pick<ProcCapture, "files" | "complete"> {
  const { files, complete } = root.below("/run/secrets");
  const found = new Map(files.map((file) => [file.real, file]));
  for (const path of new Set(elsewhere)) {
    const file = root.look(path);
    found.set(file.real, file);
  }
  return { files: [...found.values()], complete };
}

/** Field 22 of `stat`; the second one is a name in parentheses that may hold anything. */
function startTime(folder: string): string | undefined {
  const stat = read(folder, "stat");
  // Before the container's program takes over, the runtime's helper is there, as root and with all capabilities.
  if (/^\d+ \((?:runc|crun|youki)(?::\[|\))/.test(stat)) return undefined;
  const [, state, ...rest] = stat.slice(stat.lastIndexOf(")")).split(" ");
  // A process that ended and is still listed has lost its mounts: its secrets would look missing.
  return state === "Z" || state === "X" ? undefined : rest[18];
}

function kept(status: string): string {
  return status
    .split("\n")
    .filter((line) => /^(?:Uid|Gid|Groups|CapEff):/.test(line))
    .join("\n");
}

function read(folder: string, name: string): string {
  return readFileSync(`${folder}/${name}`, "utf8");
}
