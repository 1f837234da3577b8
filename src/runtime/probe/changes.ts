import type { FileCapture } from "../capture.ts";
import { at, type Json, list, text } from "../readers/json.ts";
import type { ContainerCalls } from "./client.ts";
import { isGone } from "./failure.ts";

const folder = "/run/secrets";
/** As many files of one layer are asked for. */
const most = 100;
/** How the engine says in its list of changes that a file was taken away. */
const deleted = 2;
/** Go's os.FileMode: a folder, a link, a pipe, a socket, a device, and another kind of none of these. */
const notRegular = 0x8f28_0000;

/**
 * Asks the engine which files are below /run/secrets in a container's own layer. Reads no content, and leaves no event.
 */
export async function askChanges(container: ContainerCalls, inspect: Json): Promise<LayerSeen> {
  const points = list(at(inspect, "Mounts")).flatMap((mount) => text(at(mount, "Destination")) ?? []);
  const isBelow = (path: string) => points.some((point) => path.startsWith(`${point === "/" ? "" : point}/`));
  const covered = isBelow(`${folder}/`);
  // One cheap question for all the containers that have no such folder.
  if (!covered && !(await askFile(container, folder))) return { layer: [] };

  const changes = await container.changes();
  const paths = changes
    .filter((change) => at(change, "Kind") !== deleted)
    .map((change) => text(at(change, "Path")) ?? "")
    .filter((path) => path.startsWith(`${folder}/`) && !points.includes(path));
  // The engine shows what is mounted there instead.
  const open = paths.filter((path) => !isBelow(path));
  const layer: FileCapture[] = [];
  for (const path of open.slice(0, most)) {
    const file = await askFile(container, path);
    if (file && file.type === "file" && file.size !== 0) layer.push(file);
  }
  const hidden = paths.length - open.length;
  const left = Math.max(0, open.length - most);
  if (hidden === 0 && left === 0) return { layer };
  const why = hidden > 0 ? "a volume or bind is mounted there" : "there are more than were looked at";
  const count = hidden + left === 1 ? "1 file" : `${hidden + left} files`;
  return { layer, unseen: `without ${count} below ${folder} in its own layer: ${why}` };
}

/** One file as the engine describes it, without its owner; nothing where there is none. */
async function askFile(container: ContainerCalls, path: string): Promise<FileCapture | undefined> {
  try {
    const stat = await container.statFile(path);
    const [mode, size] = [Number(at(stat, "mode")), Number(at(stat, "size"))];
    const type = mode >= 0x8000_0000 ? "folder" : (mode & notRegular) === 0 ? "file" : "other";
    return { path, real: path, type, mode: mode & 0o777, size };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
/** What is below /run/secrets in a container's own layer, as far as it could be seen, and why that is not all. */

export interface LayerSeen {
  layer?: readonly FileCapture[];
  unseen?: string;
  code?: "ended";
}
