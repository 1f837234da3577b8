import type { Sighting } from "../facts/fact.ts";
import { buildsOf } from "./build-context.ts";
import { filesIn } from "./compose/names.ts";
import { folderOf } from "./paths.ts";
import type { Workspace } from "./workspace.ts";

/** The compose files that Compose takes by itself in the folders of these files and in those above: they say what the files are used for. */
export function composeAbove(paths: Iterable<string>, workspace: Workspace): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); !folders.has(folder) && isInside(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  const listed = new Set(paths);
  const found = new Set([...folders].flatMap((folder) => filesIn(folder, workspace)?.paths ?? []));
  return [...found].filter((path) => !listed.has(path)).sort();
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
