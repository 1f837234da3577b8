import type { Exposure, Sighting, SubjectId } from "../../facts/index.ts";
import type { EngineCapture, TraceSighting } from "../capture.ts";
import { type About, seenAt } from "./about.ts";
import { containerSubject } from "./container-subject.ts";
import { imageSubject } from "./images.ts";
import { objectIn } from "./json.ts";

/** Where the values of mounted secrets turned up. */
export function readExposures({ traced, containers }: EngineCapture, engine: SubjectId): Sighting[] {
  if (!traced) return [];
  const subjects = new Map(
    containers.map((one) => {
      const { id, place } = containerSubject(one, objectIn(one.inspect));
      return [one.id, { subject: id, file: place.file }];
    }),
  );
  const homes = traced.secrets.map(({ homes }) =>
    homes.flatMap(({ container, path }) => {
      const subject = subjects.get(container)?.subject;
      return subject ? [{ subject, path }] : [];
    }),
  );
  const facts = traced.sightings.flatMap((sighting, order): Exposure[] => {
    const { secret, pointer, where, name, form, former } = sighting;
    const about = aboutOf(sighting, subjects, engine);
    const known = traced.secrets[secret];
    if (!about || !known) return [];
    const found = { secret: known.name, homes: homes[secret] ?? [], where, name, form, ...(former && { former }) };
    return [{ kind: "exposure", ...seenAt(about, pointer, order), ...found }];
  });
  return [{ facts, subjects: [], links: [] }];
}

function aboutOf(
  { in: holder }: TraceSighting,
  containers: ReadonlyMap<string, About>,
  engine: SubjectId,
): About | undefined {
  if ("container" in holder) return containers.get(holder.container);
  if ("thing" in holder) return { subject: engine, file: holder.thing };
  if ("service" in holder) return { subject: `service:swarm#${holder.service}`, file: `service ${holder.service}` };
  const { id, place } = imageSubject(holder.image);
  return { subject: id, file: place.file };
}
