import { posix } from "node:path";
import type { FileAt, Sighting } from "../facts/fact.ts";
import { writtenPath } from "../secrets/paths.ts";
import type { Workspace } from "./workspace.ts";

/** What the files behind `secrets.*.file` look like from outside. They stand where the compose file names them; what they say is not read. */
export function secretSources(sightings: readonly Sighting[], workspace: Workspace): Sighting {
  const facts: FileAt[] = [];
  for (const fact of sightings.flatMap((sighting) => sighting.facts)) {
    if (fact.kind !== "secret" || fact.from !== "file" || !fact.source || fact.place.in !== "text") continue;
    const written = writtenPath(fact.source);
    if (!written?.known || /^[/~\\]|^[A-Za-z]:/.test(written.text)) continue;
    const path = posix.join(posix.dirname(fact.place.file), written.text.replaceAll("\\", "/"));
    const look = path.startsWith("../") ? undefined : workspace.look(path);
    if (!look) continue;
    const tracked = workspace.tracked(path);
    const { subject, place, seen, order } = fact;
    facts.push({ kind: "file", subject, place, seen, order, path, ...look, ...(tracked !== undefined && { tracked }) });
  }
  return { facts, subjects: [], links: [] };
}
