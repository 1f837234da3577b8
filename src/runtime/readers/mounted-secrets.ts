import type { SealedBytes } from "../../facts/sealed-bytes.ts";
import type { EngineCapture, FileCapture, TracedSecret } from "../capture.ts";
import { at, objectIn, text } from "./json.ts";
import { isPodmanMount, isSwarmMount, type MountLine, mountOf, parseMountinfo } from "./mountinfo.ts";

/** A secret whose content was read, once for all the containers that hold it. */
export interface MountedSecret extends Omit<TracedSecret, "skipped"> {
  content: SealedBytes;
}

/** The secrets that containers hold as files. Several containers may hold one, and each of its files is a home. */
export function mountedSecrets(capture: EngineCapture): MountedSecret[] {
  const names = new Map(
    capture.secrets.map(objectIn).map((one) => [text(at(one, "ID")), text(at(one, "Spec", "Name"))]),
  );
  const found = new Map<string, MountedSecret>();
  for (const { id: container, proc } of capture.containers) {
    if (!proc) continue;
    const mounts = parseMountinfo(proc.mountinfo);
    for (const file of proc.files) {
      if (!file.content) continue;
      const { origin, name } = originOf(file, mountOf(mounts, file.real), names);
      const before = found.get(origin);
      const home = { container, path: file.path };
      found.set(
        origin,
        before ? { ...before, homes: [...before.homes, home] } : { name, homes: [home], content: file.content },
      );
    }
  }
  return [...found.values()];
}

/** Which secret a file is, whatever containers call it. */
function originOf(
  { path, real }: FileCapture,
  mount: MountLine | undefined,
  names: ReadonlyMap<string | undefined, string | undefined>,
): { origin: string; name: string } {
  const base = path.slice(path.lastIndexOf("/") + 1);
  // Without a mount of its own, a file is what it is called: a folder of the host's may be in every container.
  if (!mount || mount.point !== real) return { origin: `path ${path}`, name: base };
  const { root } = mount;
  if (isSwarmMount(mount)) return { origin: `swarm ${root}`, name: names.get(root.slice(1)) ?? base };
  if (isPodmanMount(mount)) {
    const name = root.slice(root.lastIndexOf("/") + 1);
    return { origin: `podman ${name}`, name };
  }
  return { origin: `host ${root}`, name: base };
}
