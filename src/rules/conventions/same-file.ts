import type { FileAt } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";

const known = new WeakMap<World, ReadonlyMap<string, readonly FileAt[]>>();

/**
 * The places that put one file after a secret, the first of them first; none where this one is not the first. Compose
 * files for each database or system
 * share their secret files, and what is wrong with such a file is one thing to fix.
 */
export function placesOfFile(file: FileAt, world: World): readonly FileAt[] {
  const places = byPath(world).get(file.path) ?? [];
  return places[0] === file ? places : [];
}

/** Those beside the first, for the reader of a finding. */
export function otherPlaces(places: readonly FileAt[]): { fact: FileAt; note: string }[] {
  return places.slice(1).map((fact) => ({ fact, note: "the same file is a secret here" }));
}

function byPath(world: World): ReadonlyMap<string, readonly FileAt[]> {
  const before = known.get(world);
  if (before) return before;
  const paths = new Map<string, FileAt[]>();
  for (const file of world.all("file")) {
    if (!file.subject.startsWith("project:")) continue;
    const places = paths.get(file.path);
    if (places) places.push(file);
    else paths.set(file.path, [file]);
  }
  known.set(world, paths);
  return paths;
}
