import type { Fact, FileAt, Process, SubjectId } from "../facts/index.ts";
import { shellWord } from "../facts/words.ts";
import type { World } from "../facts/world.ts";

/** Who a container's main process is; absent where nothing is known of it. */
export function mainProcess(world: World, subject: SubjectId): Process | undefined {
  return world.about(subject, "process")[0];
}

/** Whether it was seen in a process that runs, and not in what the engine tells. */
export function isLive({ place }: Fact): boolean {
  return place.in === "capture" && place.pointer.startsWith("/proc/");
}

/** `0400`, or `0444` for a file nothing is known of. */
export function octal(mode: number | undefined): string {
  return (mode ?? 0o444).toString(8).padStart(4, "0");
}

/** `0400 999:999`. */
export function modeAndOwner({ mode, owner }: Pick<FileAt, "mode" | "owner">): string {
  if (mode === undefined) return "its mode was not seen";
  if (!owner) return octal(mode);
  const shown = `${octal(mode)} ${owner.uid}:${owner.gid}`;
  return owner.unmapped ? `${shown}, an owner outside the container's user namespace` : shown;
}

/** What the host calls a user or group of the container, by what it calls the container's main user. */
export function onHost({ uid, hostUid }: Process, id: number): number {
  return uid === undefined || hostUid === undefined ? id : hostUid - uid + id;
}

/**
 * Whether the kernel lets a process read a file, by its mode, its owner and the process's capabilities. Absent: cannot
 * tell.
 */
export function canRead(main: Process, { mode, owner }: FileAt): boolean | undefined {
  const knows = (id: "uid" | "gid") => owner?.unmapped?.includes(id) !== true;
  if (main.readsAll && knows("uid") && knows("gid")) return true;
  if (mode === undefined || owner === undefined || main.uid === undefined) return undefined;
  // The first class that fits decides: an owner without the right is not helped by the others' right.
  if (knows("uid") && main.uid === owner.uid) return (mode & 0o400) !== 0;
  if (knows("gid") && (main.gid === owner.gid || main.groups.includes(owner.gid))) return (mode & 0o040) !== 0;
  return main.gid === undefined ? undefined : (mode & 0o004) !== 0;
}

/** Whether the container itself cannot see the file, because something is mounted over it. */
export function isHidden({ held }: FileAt): boolean {
  return held?.by === "underneath";
}

/** Whether no mount holds the file: it is part of the container's own layer, or of its image. */
export function isUnmounted({ held }: Pick<FileAt, "held">): boolean {
  return held?.by === "layer" || held?.by === "image";
}

/** The last part of a path: what a secret is called below /run/secrets. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What an engine lets a secret be called, after a file. */
export function secretNameOf(path: string): string {
  return baseName(path).replace(/[^\w.-]+/g, "_");
}

/** Where the host has a file; unknown where it is only in the container. */
function onHostPath({ path, held }: FileAt): string | undefined {
  if (!held || held.root === "/" || /^(?:layer|underneath|image|tmpfs)$/.test(held.by)) return undefined;
  return held.at === path ? held.root : held.root + path.slice(held.at.length);
}

/** podman calls the file after its secret, unless it is told otherwise. */
function targetOption({ path, held }: FileAt): string {
  const name = baseName(path);
  if (path === `/run/secrets/${baseName(held?.root ?? "")}`) return "";
  return `,target=${shellWord(path === `/run/secrets/${name}` ? name : path)}`;
}

/** How owner and mode of a secret are set, in the terms of what mounted it. */
export function withOwner(file: FileAt, main: Process, world: World): { instead: string; paste: string } {
  const uid = main.uid ?? 0;
  const hostUid = onHost(main, uid);
  const path = onHostPath(file);
  const paste = path === undefined ? "" : `chown ${hostUid} ${shellWord(path)} && chmod 0400 ${shellWord(path)}`;
  switch (file.held?.by) {
    case "swarm":
      return {
        instead: "grant it with an owner",
        paste: `--secret source=…,target=${shellWord(file.path)},uid=${uid},mode=0400`,
      };
    case "podman": {
      const options = `${shellWord(baseName(file.held.root))}${targetOption(file)},uid=${uid},mode=0400`;
      const isUnit = world.subject(file.subject)?.started?.tool === "quadlet";
      return { instead: "grant it with an owner", paste: isUnit ? `Secret=${options}` : `--secret ${options}` };
    }
    case "compose":
      return {
        instead: "set owner and mode of the file on the host; note: Compose mounts it and ignores uid, gid and mode",
        paste,
      };
    case "layer":
      if (world.subject(file.subject)?.started?.tool === "compose") {
        const grant = `{source: …, target: ${baseName(file.path)}, uid: "${uid}", mode: 0400}`;
        const instead = "grant it with an owner; note: Compose honours uid, gid and mode of secrets from variables";
        return { instead, paste: `secrets: [${grant}]` };
      }
      return { instead: "set owner and mode in the program that writes the file", paste: "" };
    case "image":
      return { instead: "remove it from the image; grant the secret instead", paste: "" };
    default:
      return { instead: "set owner and mode where the file is stored", paste };
  }
}
