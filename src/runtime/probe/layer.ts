import type { FileCapture } from "../capture.ts";
import { at, type Json, text } from "../readers/json.ts";
import { Rooted } from "./rooted.ts";

/** What lies below /run/secrets in a container's own layer: mounts may hide it from `/proc`, and an ended container shows it nowhere else. */
export function readLayer(inspect: Json): FileCapture[] {
  const folder = text(at(inspect, "GraphDriver", "Data", "UpperDir"));
  if (folder === undefined) return [];
  let layer: Rooted | undefined;
  try {
    layer = new Rooted(folder);
    return layer.below("/run/secrets").files.filter(({ type, size }) => type === "file" && size > 0);
  } catch {
    return [];
  } finally {
    layer?.close();
  }
}
