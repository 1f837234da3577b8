import type { Tracer } from "../../trace/tracer.ts";
import type { EngineCapture, TraceSighting } from "../capture.ts";
import { step } from "../readers/about.ts";
import { isRunning } from "../readers/container-subject.ts";
import { at, objectIn, text } from "../readers/json.ts";
import { parseMountinfo, rootMount } from "../readers/mountinfo.ts";
import { Rooted } from "./rooted.ts";
import type { ProbeSession } from "./session.ts";

/** Larger files are searched up to here. */
const mostOfFile = 64 * 1024 * 1024;

/** Looks for the values in the files of each container's own layer, and of each volume on this machine. */
export function* searchFiles(
  { containers, volumes = [] }: EngineCapture,
  tracer: Tracer,
  size: number,
  { unseen, stopped }: ProbeSession,
): Generator<TraceSighting> {
  for (const { id, inspect, proc } of containers) {
    const json = objectIn(inspect);
    const named = text(at(json, "GraphDriver", "Data", "UpperDir"));
    const folder = named ?? rootMount(parseMountinfo(proc?.mountinfo ?? ""))?.upper;
    const why = folder === undefined ? "the engine names no folder of it" : undefined;
    const former = isRunning(json) ? {} : ({ former: "container" } as const);
    const left = why ?? (stopped() ? "the audit was stopped" : undefined);
    const incomplete = left ?? (yield* searchFolder(folder ?? "", { container: id }, "/layer", former, tracer, size));
    if (incomplete)
      unseen.push({ container: id, about: [], why: `the values of secrets in its own layer: ${incomplete}` });
  }
  for (const volume of volumes.map(objectIn)) {
    const name = text(volume.Name) ?? "";
    const folder = text(volume.Mountpoint) ?? "";
    const left = stopped() ? "the audit was stopped" : undefined;
    const holder = { thing: `volume ${name}` };
    const incomplete = left ?? (yield* searchFolder(folder, holder, "/files", {}, tracer, size));
    if (incomplete) unseen.push({ about: [], why: `the values of secrets in a volume: ${incomplete}` });
  }
}

/** Returns why not all of it was searched. */
function* searchFolder(
  folder: string,
  holder: TraceSighting["in"],
  pointer: string,
  former: Pick<TraceSighting, "former">,
  tracer: Tracer,
  size: number,
): Generator<TraceSighting, string | undefined> {
  let root: Rooted | undefined;
  let left = size;
  try {
    root = new Rooted(folder);
    for (const path of root.walkFiles()) {
      const bytes = root.read(path, Math.min(mostOfFile, left));
      if (!bytes) return "there is more than --deep allows";
      left -= bytes.length;
      for (const { secret, form } of tracer.find(bytes)) {
        const name = tracer.find(new TextEncoder().encode(path)).length > 0 ? "…" : path;
        const found = { secret, form, in: holder, pointer: `${pointer}/${step(name)}`, where: "file", name } as const;
        yield { ...found, ...former };
      }
    }
    return undefined;
  } catch {
    return "it cannot be read here";
  } finally {
    root?.close();
  }
}
