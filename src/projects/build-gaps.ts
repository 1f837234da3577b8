import { type WrittenPath, writtenPath } from "../detection/paths.ts";
import type { Build, Gap, Sighting, Value } from "../facts/index.ts";
import { type Shown, say, show, showName, showPath } from "../facts/shown.ts";
import { folderOf, isFetched, pathIn } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { whyAbsent } from "./absent.ts";
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
    for (const why of [unseen(fact, folder, workspace), ...unseenContexts(fact, folder, workspace)]) {
      if (why !== undefined) facts.push({ kind: "gap", subject, place, seen, order, about: ofAnImage, why });
    }
  }
  return { facts, subjects: [], links: [] };
}

const ofAnImage = ["binding", "copy", "command", "grant", "mount", "text", "setting"] as const;

function unseenContexts({ contexts = [] }: Build, folder: string, workspace: Workspace): Shown[] {
  return contexts.flatMap(({ name, value }) => {
    const written = path(value, folder, workspace);
    if (!written || isFetched(written.text)) return [];
    const what = show`built with the context ${showName(name)} at ${written.shown}`;
    if (!written.known) return [show`${what}: a variable in its path`];
    const at = pathIn(folder, written.text);
    if (at === undefined) return [show`${what}: is outside of the folder that is checked`];
    return at === "" || workspace.has(at) ? [] : [show`${what}: ${whyAbsent(at, workspace, "folder")}`];
  });
}

/** A path to look up, and how it is shown: as it is written. */
function path(value: Value, folder: string, workspace: Workspace): (WrittenPath & { shown: Shown }) | undefined {
  const variables = variablesIn(folder, workspace);
  const written = writtenPath(value, (name) => variables.get(name));
  return written && { ...written, shown: showPath(value, (name) => variables.has(name)) };
}

function unseen({ context, dockerfile, dockerfileInline, assumed }: Build, folder: string, workspace: Workspace) {
  // A lower file names the context, and the scanner speaks of what is written in the place of a Dockerfile.
  if (assumed || dockerfileInline) return;
  const written = path(context, folder, workspace);
  if (!written || isFetched(written.text)) return;
  const from = show`built from ${written.shown}`;
  if (!written.known) return show`${from}: a variable in its path`;
  const at = pathIn(folder, written.text);
  if (at === undefined) return show`${from}: is outside of the folder that is checked`;
  if (at !== "" && !workspace.has(at)) return show`${from}: ${whyAbsent(at, workspace, "folder")}`;
  const named = dockerfile && path(dockerfile, folder, workspace);
  if (dockerfile && !named) return;
  const file = pathIn(at, named?.text ?? "Dockerfile");
  const below = written.shown === "." ? say("") : show`${written.shown}/`;
  const built = show`built with ${below}${named?.shown ?? say("Dockerfile")}`;
  if (named?.known === false) return show`built with ${named.shown}: a variable in its path`;
  if (file === undefined)
    return show`built with ${named?.shown ?? say("Dockerfile")}: is outside of the folder that is checked`;
  return workspace.has(file) ? undefined : show`${built}: ${whyAbsent(file, workspace, "file")}`;
}
