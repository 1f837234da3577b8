import { at, type Json, text } from "../readers/json.ts";
import { parseMountinfo, rootMount } from "../readers/mountinfo.ts";
import { askChanges, type LayerSeen } from "./changes.ts";
import type { ContainerCalls } from "./client.ts";
import { isGone, reason } from "./failure.ts";
import { Rooted } from "./rooted.ts";

/** What is known of a container whose layer is looked at. */
interface Asked {
  container: ContainerCalls;
  inspect: Json;
  /** Of its main process, where that was read. */
  mountinfo?: string | undefined;
  /** Whether the engine's folders are on this machine. */
  local: boolean;
  podman: boolean;
}

/**
 * Mounts may hide such files from `/proc`, and an ended container shows them nowhere else. Reads the engine's folder,
 * or asks the engine.
 */
export async function readLayer({ container, inspect, mountinfo = "", local, podman }: Asked): Promise<LayerSeen> {
  const folder = local ? upperFolder(inspect, mountinfo) : undefined;
  const seen = folder === undefined ? undefined : readFolder(folder);
  if (seen) return seen;
  // Its changes leave out whole folders that a mount covers.
  if (podman) return { unseen: `${what}: only podman's own storage shows them` };
  try {
    return await askChanges(container, inspect);
  } catch (error) {
    if (isGone(error)) return { unseen: "removed while being read", code: "ended" };
    return { unseen: `${what}: ${reason(error)}` };
  }
}

const what = "without the files below /run/secrets in its own layer";

/** An engine that keeps its layers in containerd names no folder; the kernel does, while the container runs. */
function upperFolder(inspect: Json, mountinfo: string): string | undefined {
  const named = text(at(inspect, "GraphDriver", "Data", "UpperDir"));
  return named ?? rootMount(parseMountinfo(mountinfo))?.upper;
}

/** Nothing where the folder is closed, or not on this machine. */
function readFolder(folder: string): LayerSeen | undefined {
  let layer: Rooted | undefined;
  try {
    layer = new Rooted(folder);
    const { files, complete } = layer.below("/run/secrets");
    const kept = files.filter(({ type, size }) => type === "file" && size !== 0);
    return { layer: kept, ...(!complete && { unseen: `${what}: there are more than were looked at` }) };
  } catch {
    return undefined;
  } finally {
    layer?.close();
  }
}
