import type { FileAt, Holder } from "../../facts/index.ts";
import type { SealedBytes } from "../../facts/sealed-bytes.ts";
import type { ContainerCapture, FileCapture, ProcCapture } from "../capture.ts";
import { type About, seenAt, step } from "./about.ts";
import { holderOf, mountOf, parseMountinfo } from "./mountinfo.ts";
import { type IdMap, ownerInside, parseIdMap } from "./status.ts";

/** The secret files of a container: those below /run/secrets, and those that were asked for elsewhere. */
export function readFiles(
  about: About,
  proc: ProcCapture,
  compose: boolean,
  layer: readonly FileCapture[] | undefined,
): FileAt[] {
  const mounts = parseMountinfo(proc.mountinfo);
  const uids = parseIdMap(proc.uidMap);
  const gids = parseIdMap(proc.gidMap);
  return proc.files.flatMap((file, order): FileAt[] => {
    const mount = file.type === "file" ? mountOf(mounts, file.real) : undefined;
    if (!mount) return [];
    const held = ofImage(holderOf(mount, file.real, compose), file, layer);
    // An engine leaves an empty file where a secret was mounted before.
    if ((held.by === "layer" || held.by === "image") && file.size === 0) return [];
    return [
      {
        kind: "file",
        ...seenAt(about, `/proc/files/${step(file.path)}`, order),
        path: file.path,
        ...(file.mode !== undefined && { mode: file.mode & 0o777 }),
        ...(file.size !== undefined && { size: file.size }),
        ...ownerOf(file, uids, gids),
        ...(file.content && { content: file.content, ...edgesOf(file.content) }),
        held: mount.point === file.real ? { ...held, at: file.path } : held,
      },
    ];
  });
}

/** Files of the container's own layer that its process does not show: a mount hides them, or it has ended. */
export function readLayer(about: About, { layer = [], proc }: ContainerCapture, storage: string): FileAt[] {
  const shown = parseMountinfo(proc?.mountinfo ?? "");
  return layer.flatMap((file, index): FileAt[] => {
    const mount = proc && mountOf(shown, file.real);
    if (mount?.point === "/") return [];
    const { path, mode, size } = file;
    const held: Holder = {
      at: mount?.point ?? "/",
      ...{ backing: "disk", filesystem: storage, root: path, writable: true, by: mount ? "underneath" : "layer" },
    };
    const place = seenAt(about, `/layer/${step(path)}`, (proc?.files.length ?? 0) + index);
    // Without a process nothing tells how the container counted.
    const owner = proc && ownerOf(file, parseIdMap(proc.uidMap), parseIdMap(proc.gidMap));
    const told = { ...(mode !== undefined && { mode: mode & 0o777 }), ...(size !== undefined && { size }), ...owner };
    return [{ kind: "file", ...place, path, ...told, held }];
  });
}

/** What the container's own layer does not have came with its image. */
function ofImage(held: Holder, { real }: FileCapture, layer: readonly FileCapture[] | undefined): Holder {
  const isOwn = layer === undefined || layer.some((file) => file.real === real);
  return held.by !== "layer" || isOwn ? held : { ...held, by: "image" };
}

/** How the bytes begin and end, where that can spoil a secret. */
function edgesOf(content: SealedBytes): Pick<FileAt, "begins" | "ends"> {
  return content.open((bytes): Pick<FileAt, "begins" | "ends"> => {
    const [first = 0, second = 0, third] = bytes;
    const pair = first * 256 + second;
    const begins =
      pair === 0xfffe || pair === 0xfeff ? "utf-16" : pair === 0xefbb && third === 0xbf ? "byte-order-mark" : undefined;
    const ends = bytes.at(-1) !== 0x0a ? undefined : bytes.at(-2) === 0x0d ? "crlf" : "line-feed";
    return { ...(begins && { begins }), ...(ends && { ends }) };
  });
}

function ownerOf({ uid, gid }: FileCapture, uids: IdMap, gids: IdMap): Pick<FileAt, "owner"> {
  return uid === undefined || gid === undefined ? {} : { owner: ownerInside({ uid, gid }, uids, gids) };
}

/**
 * Whether something is mounted over the folder of the secrets, so that its files in the layer cannot be seen through
 * the process.
 */
export function coversSecrets(mountinfo: string): boolean {
  return / \/run(?:\/secrets)? /.test(mountinfo);
}

/** Whether a file below /run/secrets is no mount: its layer tells whether it came with the image. */
export function hasUnmounted({ mountinfo, files }: ProcCapture): boolean {
  const mounts = parseMountinfo(mountinfo);
  const isPlain = ({ type, size, real }: FileCapture) =>
    type === "file" && size !== 0 && mountOf(mounts, real)?.point === "/";
  return files.some(isPlain);
}

/**
 * Paths, beyond those below /run/secrets, at which a container's mounts show a secret: podman's files, and the swarm's
 * by their secret's id.
 */
export function mountedElsewhere(mountinfo: string, secretIds: ReadonlySet<string>): string[] {
  return parseMountinfo(mountinfo)
    .filter(({ root }) => /\/userdata\/secrets\/[^/]+$/.test(root) || secretIds.has(root.slice(1)))
    .map(({ point }) => point);
}
