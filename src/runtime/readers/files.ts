import type { FileAt } from "../../facts/fact.ts";
import type { ProcCapture } from "../capture.ts";
import { type About, seenAt, step } from "./about.ts";
import { holderOf, mountOf, parseMountinfo } from "./mountinfo.ts";
import { inside, parseIdMap } from "./status.ts";

/** The secret files of a container: those below /run/secrets, and those that were asked for elsewhere. */
export function readFiles(about: About, proc: ProcCapture, compose: boolean): FileAt[] {
  const mounts = parseMountinfo(proc.mountinfo);
  const uids = parseIdMap(proc.uidMap);
  const gids = parseIdMap(proc.gidMap);
  return proc.files.flatMap((file, order): FileAt[] => {
    const mount = file.type === "file" ? mountOf(mounts, file.real) : undefined;
    if (!mount) return [];
    const held = holderOf(mount, file.real, compose);
    // An engine leaves an empty file where a secret was mounted before.
    if (held.by === "layer" && file.size === 0) return [];
    return [
      {
        kind: "file",
        ...seenAt(about, `/proc/files/${step(file.path)}`, order),
        path: file.path,
        mode: file.mode & 0o777,
        size: file.size,
        owner: { uid: inside(uids, file.uid), gid: inside(gids, file.gid) },
        held: mount.point === file.real ? { ...held, at: file.path } : held,
      },
    ];
  });
}

/** Paths, beyond those below /run/secrets, at which a container's mounts show a secret: podman's files, and the swarm's by their secret's id. */
export function mountedElsewhere(mountinfo: string, secretIds: ReadonlySet<string>): string[] {
  return parseMountinfo(mountinfo)
    .filter(({ root }) => /\/userdata\/secrets\/[^/]+$/.test(root) || secretIds.has(root.slice(1)))
    .map(({ point }) => point);
}
