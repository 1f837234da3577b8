import type { Holder } from "../../facts/index.ts";

/** One line of `/proc/PID/mountinfo`: proc_pid_mountinfo(5). */
export interface MountLine {
  id: number;
  parent: number;
  /** What is mounted, as a path of its file system. */
  root: string;
  point: string;
  /** Read-only as this mount, or as a whole file system. */
  readOnly: boolean;
  filesystem: string;
  /** The folder of an overlay that takes what is written. */
  upper?: string;
}

/** Reads mountinfo. A line that is not one is left out. */
export function parseMountinfo(text: string): MountLine[] {
  const lines: MountLine[] = [];
  for (const line of text.split("\n")) {
    const words = line.split(" ");
    const dash = words.indexOf("-", 6);
    const [id, parent, , root, point, options] = words;
    const [filesystem, , superOptions] = words.slice(dash + 1);
    const upper = /(?:^|,)upperdir=([^,]+)/.exec(superOptions ?? "")?.[1];
    if (dash < 0 || root === undefined || point === undefined || filesystem === undefined) continue;
    lines.push({
      id: Number(id),
      parent: Number(parent),
      root: unescaped(root),
      point: unescaped(point),
      readOnly: isReadOnly(options) || isReadOnly(superOptions),
      filesystem,
      ...(upper !== undefined && { upper: unescaped(upper) }),
    });
  }
  return lines;
}

/** Space, tab, line feed and backslash are written as three octal digits of the byte. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

function isReadOnly(options: string | undefined): boolean {
  return options?.split(",").includes("ro") ?? false;
}

/** What the engine mounted as the container's root, below whatever a program in it mounts there later. */
export function rootMount(mounts: readonly MountLine[]): MountLine | undefined {
  const known = new Set(mounts.map(({ id }) => id));
  return mounts.find(({ point, parent }) => point === "/" && !known.has(parent));
}

/**
 * The mount that the kernel meets at a path without symbolic links. It goes down from the root, and at each folder
 * steps onto what is mounted on the
 * mount it is on: a mount below one that was covered later is never met.
 */
export function mountOf(mounts: readonly MountLine[], path: string): MountLine | undefined {
  const start = rootMount(mounts);
  let current = start && onTop(mounts, start, "/");
  let at = "";
  for (const name of path.split("/").filter((part) => part !== "")) {
    if (!current) return undefined;
    at += `/${name}`;
    current = onTop(mounts, current, at);
  }
  return current;
}

function onTop(mounts: readonly MountLine[], below: MountLine, point: string): MountLine {
  let current = below;
  // Each step goes one mount up, so that a list that contradicts itself ends as well.
  for (let steps = 0; steps < mounts.length; steps++) {
    const next = mounts.findLast((one) => one.parent === current.id && one.point === point && one.id !== current.id);
    if (!next) return current;
    current = next;
  }
  return current;
}

const inMemory = new Set(["tmpfs", "ramfs"]);

/** What a mount says about a file at a path; `compose`: Compose started the container. */
export function holderOf(mount: MountLine, path: string, compose: boolean): Holder {
  return {
    at: mount.point,
    backing: inMemory.has(mount.filesystem) ? "memory" : "disk",
    filesystem: mount.filesystem,
    root: mount.root,
    writable: !mount.readOnly,
    by: maker(mount, path, compose),
  };
}

function maker(mount: MountLine, path: string, compose: boolean): Holder["by"] {
  if (mount.point === "/") return "layer";
  if (isSwarmMount(mount)) return "swarm";
  if (isPodmanMount(mount)) return "podman";
  if (inMemory.has(mount.filesystem)) return "tmpfs";
  return compose && mount.point === path ? "compose" : "hand";
}

/** Whether an engine made it for a secret or a config: what is mounted is then a file. */
export function isMadeForSecret(mount: MountLine): boolean {
  return isSwarmMount(mount) || isPodmanMount(mount);
}

/** A file of the tmpfs that swarm fills for a task: it is called by the id of the secret or config. */
export function isSwarmMount({ filesystem, root }: MountLine): boolean {
  return filesystem === "tmpfs" && /^\/[0-9a-z]{25}$/.test(root);
}

/** A file of the folder that podman fills when it creates a container. */
export function isPodmanMount({ root }: MountLine): boolean {
  return /\/userdata\/secrets\/[^/]+$/.test(root);
}
