import type { FileAt, Sighting } from "../facts/fact.ts";
import type { Workspace } from "../inputs/workspace.ts";

const prefix = "env-file:";

/** Env files that compose files name, by their paths from the root. What lies outside the root is left alone. */
export function linkedEnvFiles(sightings: readonly Sighting[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { links } of sightings) {
    for (const { to, because } of links) {
      const path = to.slice(prefix.length);
      const isOutside = path.startsWith("/") || path.startsWith("..");
      if (because === "env-file" && to.startsWith(prefix) && !isOutside) named.add(path);
    }
  }
  return named;
}

/** Those of them that nobody has read, because neither name nor git says what they are. */
export function namedEnvFiles(sightings: readonly Sighting[], workspace: Workspace): string[] {
  const read = new Set<string>(sightings.flatMap(({ subjects }) => subjects.map(({ id }) => id)));
  return [...linkedEnvFiles(sightings)].filter((path) => !read.has(prefix + path) && workspace.has(path)).sort();
}

/** Which env files git tracks: from then on everyone who clones has them. */
export function trackedEnvFiles(sightings: readonly Sighting[], workspace: Workspace): Sighting {
  const facts: FileAt[] = [];
  for (const { id, place } of sightings.flatMap(({ subjects }) => subjects)) {
    if (!id.startsWith(prefix)) continue;
    const at = { ...place, span: [0, 0], statement: [0, 0] } as const;
    const fact: FileAt = { kind: "file", subject: id, place: at, seen: "declared", order: 0, path: place.file };
    // Asked when a rule asks: starting git takes longer than linting the file, and most have nothing to hide.
    Object.defineProperty(fact, "tracked", { enumerable: true, get: () => workspace.tracked(place.file) });
    facts.push(fact);
  }
  return { facts, subjects: [], links: [] };
}
