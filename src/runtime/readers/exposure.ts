import type { Mount } from "../../facts/index.ts";

/** What of the engine's host a bind of `source` brings with it; paths are those of the host. */
export function exposure(source: string, dataRoot: string, socket: string | undefined): Mount["exposes"] {
  const path = canonical(source);
  if (path === "") return undefined;
  if (path === "/") return "host-root";
  if (path === "/proc") return "host-proc";
  if (
    /\/(?:docker|podman|containerd)\.sock$/.test(path) ||
    path === "/run/containerd" ||
    (socket !== undefined && holds(path, canonical(socket)))
  ) {
    return "engine-socket";
  }
  const root = canonical(dataRoot);
  // Containers' folders are where swarm's tmpfs with the secrets is mounted.
  if (root !== "" && (holds(path, root) || path === `${root}/containers`)) return "engine-data";
  if (path === "/var/lib/containerd") return "engine-layers";
  if (root === "" || !path.startsWith(`${root}/`)) return undefined;
  const below = path.slice(root.length + 1);
  // podman keeps the secrets of each container below one of these.
  if (/^(?:overlay|vfs|btrfs)-containers$/.test(below)) return "engine-data";
  if (below === "volumes") return "engine-volumes";
  return /^(?:containerd|overlay2?|vfs|fuse-overlayfs|btrfs|zfs)$/.test(below) ? "engine-layers" : undefined;
}

function holds(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** `/var/run` is `/run` on every system that has an engine. */
function canonical(path: string): string {
  const plain = path.replace(/\/+$/, "").replace(/^\/var\/run(?=\/|$)/, "/run");
  return plain === "" && path !== "" ? "/" : plain;
}
