import type { FileAt, Mount, Process, SubjectId } from "../../facts/index.ts";

/** What leads from one container to the secrets of others. */
export type Way = NonNullable<Mount["exposes"]> | "pid" | "pid-of" | "privileged";

export interface Reach {
  way: Way;
  guarded?: NonNullable<Mount["guarded"]>;
  /** The container whose processes are shared, where it is one. */
  of?: SubjectId;
  /** Whether it is all the engine has, and not the folder of its containers only. */
  whole: boolean;
}

/** CAP_SYS_PTRACE, capabilities(7). */
const tracing = 1n << 19n;

/** Whether a process can read a secret of another container. */
export function canReach(main: Process, other: Process | undefined, file: FileAt, reach: Reach): boolean {
  switch (reach.way) {
    case "pid":
    case "pid-of":
    case "host-proc":
      if (reach.of !== undefined && reach.of !== file.subject) return false;
      // Only a process that runs has a root to go through, and what a mount hides is hidden there, too.
      if (!other || file.held?.by === "underneath") return false;
      return mayEnter(main, other) && mayOpen(main, other, file);
    case "engine-socket":
      return maySpeak(main, reach);
    case "privileged":
      return main.readsAll && isHostRoot(main);
    case "host-root":
      return mayWalk(main, reach) && mayOpen(main, other, file);
    default:
      return holds(reach, file) && mayWalk(main, reach) && mayOpen(main, other, file);
  }
}

/** The same before any secret is there. */
export function couldReach(main: Process, reach: Reach): boolean {
  if (reach.way === "engine-socket") return maySpeak(main, reach);
  if (reach.way === "privileged") return main.readsAll && isHostRoot(main);
  return (main.hostUid ?? main.uid) === 0 && main.readsAll;
}

/** Which files are below a folder of the engine. */
function holds({ way, whole }: Reach, { held }: FileAt): boolean {
  if (!held) return false;
  const inVolume = held.by === "hand" && /\/volumes\/[^/]+\/_data(?:\/|$)/.test(held.root);
  const inLayer = /^(?:layer|image|underneath)$/.test(held.by);
  if (way === "engine-volumes") return inVolume;
  if (way === "engine-layers") return inLayer;
  return held.by === "swarm" || held.by === "podman" || (whole && (inVolume || inLayer));
}

/** PTRACE_MODE_READ of ptrace(2): the same user and group without further capabilities, or CAP_SYS_PTRACE. */
function mayEnter(main: Process, other: Process): boolean {
  if (!isSameNamespace(main, other) && !isHostRoot(main)) return false;
  const own = BigInt(main.capabilities ?? 0);
  if ((own & tracing) !== 0n) return true;
  const theirs = BigInt(other.capabilities ?? 0);
  // Each remapped container has its own user namespace. Equal users of two namespaces may not trace each other:
  // cap_ptrace_access_check() in security/commoncap.c.
  if (isRemapped(main) || isRemapped(other)) return false;
  const sameUser = hostUid(main) === hostUid(other) && (main.hostGid ?? main.gid) === (other.hostGid ?? other.gid);
  return sameUser && (theirs & ~own) === 0n;
}

/** The folders of an engine are open to their owner only: of a rootless one, that is its user. */
function mayWalk(main: Process, { way, guarded }: Reach): boolean {
  if (way.startsWith("engine-") && guarded && guarded.uid === hostUid(main)) return true;
  return isHostRoot(main) || (main.readsAll && !isRemapped(main));
}

/** By the numbers of the host. */
function mayOpen(main: Process, other: Process | undefined, { mode, owner }: FileAt): boolean {
  if (main.readsAll && (!isRemapped(main) || (other && isSameNamespace(main, other)))) return true;
  // Of a folder without a known file in it, the usual mode of a secret is assumed.
  if (mode === undefined || owner === undefined) return isHostRoot(main);
  const shift = other?.uid === undefined || other.hostUid === undefined ? 0 : other.hostUid - other.uid;
  if (hostUid(main) === owner.uid + shift) return (mode & 0o400) !== 0;
  const groups = [main.hostGid ?? main.gid, ...(main.hostGroups ?? main.groups)];
  if (groups.includes(owner.gid + shift)) return (mode & 0o040) !== 0;
  return (mode & 0o004) !== 0;
}

/**
 * Connecting needs the right to write: unix(7). A rootless engine's socket belongs to its user, whom its containers
 * call root.
 */
function maySpeak(main: Process, { guarded = { uid: 0, gid: 0, mode: 0o660 } }: Reach): boolean {
  if (main.readsAll && !isRemapped(main)) return true;
  if (hostUid(main) === guarded.uid) return (guarded.mode & 0o200) !== 0;
  const groups = [main.hostGid ?? main.gid, ...(main.hostGroups ?? main.groups)];
  if (groups.includes(guarded.gid)) return (guarded.mode & 0o020) !== 0;
  return (guarded.mode & 0o002) !== 0;
}

function hostUid(main: Process): number | undefined {
  return main.hostUid ?? main.uid;
}

function isHostRoot(main: Process): boolean {
  return hostUid(main) === 0;
}

/** Its capabilities reach no further than its user namespace. */
function isRemapped(main: Process): boolean {
  return main.hostUid !== undefined && main.uid !== undefined && main.hostUid !== main.uid;
}

function isSameNamespace(main: Process, other: Process): boolean {
  const shift = ({ uid = 0, hostUid = uid }: Process) => hostUid - uid;
  return shift(main) === shift(other);
}
