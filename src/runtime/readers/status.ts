import type { Owner } from "../../facts/index.ts";

/** Who a process is, by `/proc/PID/status`, in the numbers of its own user namespace. */
export interface Identity {
  uid: number;
  gid: number;
  groups: number[];
  hostUid: number;
  hostGid: number;
  hostGroups: number[];
  readsAll: boolean;
  capabilities: number;
}

/** CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, capabilities(7). */
const readsAll = 0b110n;

/** Reads the lines `Uid`, `Gid`, `Groups` and `CapEff`; nothing when one of them is missing. */
export function parseStatus(text: string, uidMap: IdMap, gidMap: IdMap): Identity | undefined {
  const numbers = (name: string) =>
    new RegExp(`^${name}:\\s*(.*)$`, "m").exec(text)?.[1]?.split(/\s+/).filter(Boolean).map(Number);
  // Real, effective, saved, file system: the last one is what permissions are checked against.
  const uid = numbers("Uid")?.[3];
  const gid = numbers("Gid")?.[3];
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(text)?.[1];
  if (uid === undefined || gid === undefined || capabilities === undefined) return undefined;
  const held = BigInt(`0x${capabilities}`);
  return {
    uid: inside(uidMap, uid),
    gid: inside(gidMap, gid),
    hostUid: uid,
    hostGid: gid,
    hostGroups: numbers("Groups") ?? [],
    groups: (numbers("Groups") ?? []).map((group) => inside(gidMap, group)),
    readsAll: (held & readsAll) !== 0n,
    // There are 41 of them: capabilities(7).
    capabilities: Number(held),
  };
}

/** Lines of `/proc/PID/uid_map`: so many ids, from `inner` on in the container, are `outer` and on in the host. */
export type IdMap = readonly { inner: number; outer: number; length: number }[];

export function parseIdMap(text: string): IdMap {
  return text.split("\n").flatMap((line) => {
    const [inner, outer, length] = line.trim().split(/\s+/).map(Number);
    return inner === undefined || outer === undefined || length === undefined ? [] : [{ inner, outer, length }];
  });
}

/** What the host calls an id of the container. */
export function outside(map: IdMap, id: number): number {
  const range = map.find(({ inner, length }) => id >= inner && id < inner + length);
  return range ? range.outer + id - range.inner : id;
}

/** A file's owner as the container counts; its ids are the host's. */
export function ownerInside({ uid, gid }: { uid: number; gid: number }, uidMap: IdMap, gidMap: IdMap): Owner {
  const unmapped = [
    ...(isMapped(uidMap, uid) ? [] : (["uid"] as const)),
    ...(isMapped(gidMap, gid) ? [] : (["gid"] as const)),
  ];
  return { uid: inside(uidMap, uid), gid: inside(gidMap, gid), ...(unmapped.length > 0 && { unmapped }) };
}

function isMapped(map: IdMap, id: number): boolean {
  return map.length === 0 || map.some(({ outer, length }) => id >= outer && id < outer + length);
}

/** What the container calls an id of the host. Ids that it has no name for show as 65534, `nobody`. */
export function inside(map: IdMap, id: number): number {
  if (map.length === 0) return id;
  const range = map.find(({ outer, length }) => id >= outer && id < outer + length);
  return range ? range.inner + id - range.outer : 65534;
}
