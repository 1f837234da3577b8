import type { FileAt, Sighting } from "../facts/fact.ts";
import { writtenPath } from "../secrets/paths.ts";
import { variablesIn } from "./compose/names.ts";
import { folderOf, pathIn } from "./paths.ts";
import type { Workspace } from "./workspace.ts";

/** What the files behind `secrets.*.file` look like from outside. They stand where the compose file names them; what they say is not read. */
export function secretSources(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): Sighting {
  const facts: FileAt[] = [];
  for (const fact of sightings.flatMap((sighting) => sighting.facts)) {
    if (fact.kind !== "secret" || fact.from !== "file" || !fact.source || fact.place.in !== "text") continue;
    const folder = folders.get(fact.place.file) ?? folderOf(fact.place.file);
    const written = writtenPath(fact.source, (name) => variablesIn(folder, workspace).get(name));
    const path = written?.known ? pathIn(folder, written.text) : undefined;
    const look = path === undefined ? undefined : workspace.look(path);
    if (path === undefined || !look) continue;
    const tracked = workspace.tracked(path);
    const { subject, place, seen, order } = fact;
    facts.push({ kind: "file", subject, place, seen, order, path, ...look, ...(tracked !== undefined && { tracked }) });
  }
  return { facts, subjects: [], links: [] };
}
