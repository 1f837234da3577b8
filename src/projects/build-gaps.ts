import { posix } from "node:path";
import { type WrittenPath, writtenPath } from "../detection/paths.ts";
import type { Build, Gap, Sighting, Value } from "../facts/fact.ts";
import { below, folderOf, isFetched, pathIn } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { whyAbsent } from "./absent.ts";
import { variablesIn } from "./compose/names.ts";

/** Says which services are built from something that cannot be looked at: it does not exist, lies elsewhere, or a variable names it. */
export function buildGaps(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): Sighting {
  const facts: Gap[] = [];
  for (const fact of sightings.flatMap((sighting) => sighting.facts)) {
    if (fact.kind !== "build") continue;
    const folder = folders.get(fact.place.file) ?? folderOf(fact.place.file);
    const { subject, place, seen, order } = fact;
    for (const why of [unseen(fact, folder, workspace), ...unseenContexts(fact, folder, workspace)]) {
      if (why !== undefined) facts.push({ kind: "gap", subject, place, seen, order, about: ofAnImage, why });
    }
  }
  return { facts, subjects: [], links: [] };
}

const ofAnImage = ["binding", "copy", "command", "grant", "mount", "text", "setting"] as const;

function unseenContexts({ contexts = [] }: Build, folder: string, workspace: Workspace): string[] {
  return contexts.flatMap(({ name, value }) => {
    const written = path(value, folder, workspace);
    if (!written || (written.known && isFetched(written.text))) return [];
    const what = `built with the context ${name} at ${written.text}`;
    if (!written.known) return [`${what}: a variable in its path`];
    const at = pathIn(folder, written.text);
    if (at === undefined) return [`${what}: lies outside of the folder that is checked`];
    return at === "" || workspace.has(at) ? [] : [`${what}: ${whyAbsent(at, workspace, "folder")}`];
  });
}

function path(value: Value, folder: string, workspace: Workspace): WrittenPath | undefined {
  return writtenPath(value, (name) => variablesIn(folder, workspace).get(name));
}

function unseen({ context, dockerfile, dockerfileInline, assumed }: Build, folder: string, workspace: Workspace) {
  // A lower file names the context, and the scanner speaks of what is written in the place of a Dockerfile.
  if (assumed || dockerfileInline) return;
  const written = path(context, folder, workspace);
  if (!written?.known) return written && `built from ${written.text}: a variable in its path`;
  if (isFetched(written.text)) return;
  const at = pathIn(folder, written.text);
  if (at === undefined) return `built from ${written.text}: lies outside of the folder that is checked`;
  if (at !== "" && !workspace.has(at)) return `built from ${written.text}: ${whyAbsent(at, workspace, "folder")}`;
  const named = dockerfile ? path(dockerfile, folder, workspace) : { text: "Dockerfile", known: true };
  if (!named?.known) return named && `built with ${named.text}: a variable in its path`;
  const file = pathIn(at, named.text);
  if (file === undefined) return `built with ${named.text}: lies outside of the folder that is checked`;
  if (workspace.has(file)) return undefined;
  return `built with ${posix.normalize(below(at, named.text))}: ${whyAbsent(file, workspace, "file")}`;
}
