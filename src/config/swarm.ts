import ignore from "ignore";
import type { Setting, Sighting } from "../facts/index.ts";
import type { Config } from "./config.ts";

/** Says about the compose files that the config names that a swarm runs them. */
export function swarmSighting({ swarm }: Config, sightings: readonly Sighting[]): Sighting {
  const globs = ignore().add([...swarm]);
  const facts = sightings.flatMap(({ subjects }) =>
    subjects.flatMap(({ id, place }): Setting[] =>
      id.startsWith("project:") && ignore.isPathValid(place.file) && globs.ignores(place.file)
        ? [{ kind: "setting", subject: id, place, seen: "declared", order: 0, key: "swarm", value: [] }]
        : [],
    ),
  );
  return { facts, subjects: [], links: [] };
}
