import { posix } from "node:path";
import type { Build, Gap, Sighting } from "../facts/fact.ts";
import { writtenPath } from "../secrets/paths.ts";
import { below } from "./build-context.ts";
import { folderOf, pathIn } from "./compose/names.ts";
import type { Workspace } from "./workspace.ts";

/** Says which services are built from something that cannot be looked at: it does not exist, lies elsewhere, or a variable names it. */
export function buildGaps(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): Sighting {
  const facts: Gap[] = [];
  for (const fact of sightings.flatMap((sighting) => sighting.facts)) {
    if (fact.kind !== "build") continue;
    const why = unseen(fact, folders.get(fact.place.file) ?? folderOf(fact.place.file), workspace);
    if (why === undefined) continue;
    const { subject, place, seen, order } = fact;
    facts.push({ kind: "gap", subject, place, seen, order, about: ofAnImage, why });
  }
  return { facts, subjects: [], links: [] };
}

const ofAnImage = ["binding", "copy", "command", "grant", "mount", "text", "setting"] as const;

function unseen({ context, dockerfile, dockerfileInline, assumed }: Build, folder: string, workspace: Workspace) {
  // A lower file names the context, and the scanner speaks of what is written in the place of a Dockerfile.
  if (assumed || dockerfileInline) return;
  const written = writtenPath(context);
  if (!written?.known) return written && `built from ${written.text}: a variable in its path`;
  if (/^[a-z][a-z\d+.-]+:|^git@|^github\.com\//i.test(written.text)) return;
  const at = pathIn(folder, written.text);
  if (at === undefined) return `built from ${written.text}: lies outside of the folder that is checked`;
  if (at !== "" && !workspace.has(at)) return `built from ${written.text}: no such folder`;
  const named = dockerfile ? writtenPath(dockerfile) : { text: "Dockerfile", known: true };
  if (!named?.known) return named && `built with ${named.text}: a variable in its path`;
  const file = pathIn(at, named.text);
  if (file === undefined) return `built with ${named.text}: lies outside of the folder that is checked`;
  return workspace.has(file) ? undefined : `built with ${posix.normalize(below(at, named.text))}: no such file`;
}
