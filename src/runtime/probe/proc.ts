import { readFileSync } from "node:fs";
import type { FileCapture, ProcCapture } from "../capture.ts";
import { mountedElsewhere } from "../readers/files.ts";
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
    const files = look(root, [...mountedElsewhere(mountinfo, secretIds), ...targets]);
    const capture = {
      mountinfo,
      status: kept(read(folder, "status")),
      uidMap: read(folder, "uid_map"),
      gidMap: read(folder, "gid_map"),
      files,
    };
    // Numbers of processes are used again: a later process has a later start.
    return startTime(folder) === started ? capture : "gone";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EACCES" || code === "EPERM" ? "denied" : "gone";
  } finally {
    root?.close();
  }
}

/** What was asked for goes by the name it was asked for, also where a link leads there. */
function look(root: Rooted, elsewhere: readonly string[]): FileCapture[] {
  const found = new Map(root.below("/run/secrets").files.map((file) => [file.real, file]));
  for (const path of new Set(elsewhere)) {
    const file = root.look(path);
    found.set(file.real, file);
  }
  return [...found.values()];
}

/** Field 22 of `stat`; the second one is a name in parentheses that may hold anything. */
function startTime(folder: string): string {
  const stat = read(folder, "stat");
  return stat.slice(stat.lastIndexOf(")")).split(" ")[20] ?? "";
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
