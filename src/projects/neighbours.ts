import type { Sighting } from "../facts/index.ts";
import { folderOf } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { namedAs } from "../scanners/names.ts";
import { buildsOf } from "./build-context.ts";
import { filesIn } from "./compose/names.ts";

/** A folder's own files come first; more than so many are not worth the time of a hook. */
const mostBeside = 200;

/**
 * The compose files beside these, and those that Compose takes by itself in the folders above: they say what the files
 * are used for.
 */
export function composeAbove(paths: Iterable<string>, workspace: Workspace): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); !folders.has(folder) && isInside(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  const listed = new Set(paths);
  const found = new Set([...folders].flatMap((folder) => filesIn(folder, workspace)?.paths ?? []));
  const own = new Set([...listed].filter(isCompose).map(folderOf));
  for (const path of [...own].flatMap((folder) => composeIn(folder, workspace))) found.add(path);
  return [...found].filter((path) => !listed.has(path)).sort();
}

/** Files that are likely to be named with `-f` together: what one of them seems to lack another one may hold. */
function composeIn(folder: string, workspace: Workspace): string[] {
  return workspace.filesBelow(folder, mostBeside).paths.filter((path) => folderOf(path) === folder && isCompose(path));
}

function isCompose(path: string): boolean {
  const named = namedAs(path);
  return named?.kind === "compose file" && named.sure;
}

/** The Dockerfiles that compose files name and nobody has read. */
export function unreadDockerfiles(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): string[] {
  const read = new Set(sightings.flatMap(({ subjects }) => subjects.map(({ place }) => place.file)));
  const named = [...buildsOf(sightings, workspace, folders).keys()];
  return named.filter((path) => isInside(path) && !read.has(path) && workspace.has(path)).sort();
}

function isInside(path: string): boolean {
  return path !== ".." && !path.startsWith("../") && !path.startsWith("/");
}
