import { readFileSync, statSync } from "node:fs";
import { SealedBytes } from "../../facts/sealed-bytes.ts";
import type { FileCapture, ProcCapture } from "../capture.ts";
import { mountedElsewhere } from "../readers/files.ts";
import { isMadeForSecret, mountOf, parseMountinfo } from "../readers/mountinfo.ts";
import { readProcesses } from "./processes.ts";
import { Rooted } from "./rooted.ts";

/** Which process is looked at, and what is known of its container. */
interface Asked {
  pid: number;
  container: string;
  /** Where its secrets are, beside /run/secrets. */
  targets: readonly string[];
  secretIds: ReadonlySet<string>;
  /** Whether the secrets' content is read. */
  contents: boolean;
  /** Variables that name files. */
  named: ReadonlyMap<string, string>;
  /** The path on the host of what the engine mounted at a path. */
  sourceOf(point: string): string | undefined;
}

/**
 * Reads what the kernel shows of a container's main process, or says why not: `gone`, `denied`, or that this process is
 * another one.
 */
export function readProc({
  pid,
  container,
  targets,
  secretIds,
  contents,
  named,
  sourceOf,
}: Asked): ProcCapture | "gone" | "denied" | "foreign" {
  const folder = `/proc/${pid}`;
  let root: Rooted | undefined;
  try {
    const started = startTime(folder);
    const mountinfo = read(folder, "mountinfo");
    if (!mountinfo.includes(container) && !read(folder, "cgroup").includes(container)) return "foreign";
    const elsewhere = mountedElsewhere(mountinfo, secretIds);
    root = enter(folder);
    const seen = root
      ? look(root, [...elsewhere, ...targets], contents, named)
      : readPoints(mountinfo, elsewhere, sourceOf);
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
    return isDenied(error) ? "denied" : "gone";
  } finally {
    root?.close();
  }
}

/** Only root, and the owner of a rootless engine, may enter the folder that the process has for its root. */
function enter(folder: string): Rooted | undefined {
  try {
    return new Rooted(`${folder}/root`);
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

/**
 * The secret files that are mounts of their own. What the host may not show to us could be a folder, and is left out.
 */
function readPoints(
  mountinfo: string,
  elsewhere: readonly string[],
  sourceOf: Asked["sourceOf"],
): Pick<ProcCapture, "files" | "complete" | "byMounts"> {
  const mounts = parseMountinfo(mountinfo);
  const asked = mounts.filter(({ point }) => point.startsWith("/run/secrets/") || elsewhere.includes(point));
  const files = asked.flatMap((mount): FileCapture[] => {
    const { point } = mount;
    if (mountOf(mounts, point) !== mount || !(isMadeForSecret(mount) || isFile(sourceOf(point)))) return [];
    return [{ path: point, real: point, type: "file" }];
  });
  return { files, complete: false, byMounts: true };
}

function isFile(path: string | undefined): boolean {
  try {
    return path !== undefined && statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What was asked for goes by the name it was asked for, also where a link leads there. */
function look(
  root: Rooted,
  elsewhere: readonly string[],
  contents: boolean,
  named: Asked["named"],
): Pick<ProcCapture, "files" | "complete" | "absent"> {
  const { files, complete } = root.below("/run/secrets");
  const found = new Map(files.map((file) => [file.real, file]));
  for (const path of new Set(elsewhere)) {
    const file = root.look(path);
    found.set(file.real, file);
  }
  const all = [...found.values()];
  const absent = [...named].flatMap(([name, path]) => (root.look(path).type === "missing" ? [name] : []));
  return { files: contents ? all.map((file) => withContent(root, file)) : all, complete, absent };
}

/** A swarm takes 500 KiB for a secret. */
const mostContent = 512 * 1024;

function withContent(root: Rooted, file: FileCapture): FileCapture {
  const content = file.type === "file" ? root.read(file.real, mostContent) : undefined;
  return content ? { ...file, content: new SealedBytes(content) } : file;
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

function isDenied(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EACCES" || code === "EPERM";
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
