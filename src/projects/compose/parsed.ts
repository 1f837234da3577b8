import type { Fact, Join, Sighting, Subject, SubjectId } from "../../facts/index.ts";

/** One compose file as the links see it. */
export interface ComposeFile {
  path: string;
  project: SubjectId;
  sighting: Sighting;
  services: ReadonlyMap<string, Subject>;
  includes: readonly Join[];
  extends: readonly Join[];
}

const prefix = "project:";

/** The compose files among what was read, by their paths. */
export function composeFiles(sightings: readonly Sighting[]): Map<string, ComposeFile> {
  const found = new Map<string, ComposeFile>();
  for (const sighting of sightings) {
    const project = sighting.subjects.find(({ id }) => id.startsWith(prefix));
    if (!project) continue;
    const path = project.id.slice(prefix.length);
    const services = sighting.subjects.filter(({ id }) => id.startsWith("service:"));
    const joins = sighting.facts.filter((fact): fact is Join => fact.kind === "join");
    found.set(path, {
      path,
      project: project.id,
      sighting,
      services: new Map(services.map((service) => [service.name, service])),
      includes: joins.filter(({ by }) => by === "include"),
      extends: joins.filter(({ by }) => by === "extends"),
    });
  }
  return found;
}

/**
 * Whether Compose would refuse the file only: some service of it runs no image. Such a file is made to be laid over
 * another one.
 */
export function isFragment({ sighting, services }: ComposeFile): boolean {
  const whole = new Set(sighting.facts.filter(runs).map(({ subject }) => subject));
  return services.size > 0 && [...services.values()].some(({ id }) => !whole.has(id));
}

/**
 * Whether a file speaks of a service of another one and leaves it to that one to say what runs: it is made to be laid
 * over it.
 */
export function isLaidOver({ sighting, services }: ComposeFile, base: ComposeFile): boolean {
  const whole = new Set(sighting.facts.filter(runs).map(({ subject }) => subject));
  return [...services].some(([name, { id }]) => base.services.has(name) && !whole.has(id));
}

function runs(fact: Fact): boolean {
  return fact.kind === "build" || (fact.kind === "join" && fact.by === "extends") || isImage(fact);
}

function isImage(fact: Fact): boolean {
  return fact.kind === "setting" && fact.key === "image";
}
