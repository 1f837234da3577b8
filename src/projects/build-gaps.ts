import { type WrittenPath, writtenPath } from "../detection/paths.ts";
import type { Build, Gap, GapReason, Sighting, Value } from "../facts/index.ts";
import { type Shown, say, show, showName, showPath } from "../facts/shown.ts";
import { folderOf, isFetched, pathIn } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { outsideFolder, throughVariable, unfollowed, whyAbsent } from "./absent.ts";
import { variablesIn } from "./compose/names.ts";

/**
 * Says which services are built from something that cannot be looked at: it does not exist, is elsewhere, or a variable
 * names it.
 */
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
    for (const reason of [unseen(fact, folder, workspace), ...unseenContexts(fact, folder, workspace)]) {
      if (reason) facts.push({ kind: "gap", subject, place, seen, order, about: ofAnImage, ...reason });
    }
  }
  return { facts, subjects: [], links: [] };
}

const ofAnImage = ["binding", "copy", "command", "grant", "mount", "text", "setting"] as const;

function unseenContexts({ contexts = [] }: Build, folder: string, workspace: Workspace): GapReason[] {
  return contexts.flatMap(({ name, value }) => {
    const written = path(value, folder, workspace);
    if (!written || isFetched(written.text)) return [];
    const what = show`built with the context ${showName(name)} at ${written.shown}`;
    if (!written.known) return [unfollowed(what, throughVariable)];
    const at = pathIn(folder, written.text);
    if (at === undefined) return [unfollowed(what, outsideFolder)];
    return at === "" || workspace.has(at) ? [] : [unfollowed(what, whyAbsent(at, workspace, "folder"))];
  });
}

/** A path to look up, and how it is shown: as it is written. */
function path(value: Value, folder: string, workspace: Workspace): (WrittenPath & { shown: Shown }) | undefined {
  const variables = variablesIn(folder, workspace);
  const written = writtenPath(value, (name) => variables.get(name));
  return written && { ...written, shown: showPath(value, (name) => variables.has(name)) };
}

function unseen(
  { context, dockerfile, dockerfileInline, assumed }: Build,
  folder: string,
  workspace: Workspace,
): GapReason | undefined {
  // A lower file names the context, and the scanner speaks of what is written in the place of a Dockerfile.
  if (assumed || dockerfileInline) return;
  const written = path(context, folder, workspace);
  if (!written || isFetched(written.text)) return;
  const from = show`built from ${written.shown}`;
  if (!written.known) return unfollowed(from, throughVariable);
  const at = pathIn(folder, written.text);
  if (at === undefined) return unfollowed(from, outsideFolder);
  if (at !== "" && !workspace.has(at)) return unfollowed(from, whyAbsent(at, workspace, "folder"));
  const named = dockerfile && path(dockerfile, folder, workspace);
  if (dockerfile && !named) return;
  const file = pathIn(at, named?.text ?? "Dockerfile");
  const below = written.shown === "." ? say("") : show`${written.shown}/`;
  const built = show`built with ${below}${named?.shown ?? say("Dockerfile")}`;
  if (named?.known === false) return unfollowed(show`built with ${named.shown}`, throughVariable);
  if (file === undefined) return unfollowed(show`built with ${named?.shown ?? say("Dockerfile")}`, outsideFolder);
  return workspace.has(file) ? undefined : unfollowed(built, whyAbsent(file, workspace, "file"));
}
