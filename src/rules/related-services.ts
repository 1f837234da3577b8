import type { Fact, Subject, SubjectId } from "../facts/index.ts";
import { type Shown, show, showName } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";

const most = 10;

/**
 * Where what is written in one place arrives, beside the service that it is written for: services that extend that one
 * or share an anchor with it, and those
 * that an env file is passed to. A file that is laid over its own service is no other place.
 */
export function effectiveServices(fact: Fact, world: World): { at: Subject["place"]; note: Shown }[] {
  if (fact.place.in !== "text" || (fact.kind !== "binding" && fact.kind !== "command" && fact.kind !== "text"))
    return [];
  const services = fact.subject.startsWith("env-file:")
    ? world.users(fact.subject, "env-file").map(({ id }) => id)
    : others(fact, world);
  return [...new Set(services)].slice(0, most).flatMap((id) => {
    const service = world.subject(id);
    return service ? [{ at: service.place, note: show`reaches the service ${showName(service.name)} here` }] : [];
  });
}

function others(fact: Fact, world: World): SubjectId[] {
  return world.effectiveServices(fact).flatMap(({ subjects }) => {
    const top = subjects.at(-1);
    return top === undefined || world.lineage(top, "override").includes(fact.subject) ? [] : [top];
  });
}
