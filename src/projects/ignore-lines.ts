import { posix } from "node:path";
import { writtenPath } from "../detection/paths.ts";
import type { World } from "../facts/world.ts";
import { isGitIgnored } from "../inputs/git-ignored.ts";
import { folderOf, isFetched } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { dockerignore } from "./dockerignore.ts";

interface IgnoreLine {
  file: string;
  line: string;
}

/** What keeps a folder of secrets out of git, and out of each build context around it, as far as nothing does yet. */
export function ignoreLines(
  folder: string,
  world: World,
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): IgnoreLine[] {
  const inside = `${folder}/secret`;
  const lines: IgnoreLine[] = [];
  if (!isGitIgnored(inside, workspace) && (workspace.tracked(inside) !== undefined || workspace.has(".gitignore")))
    lines.push({ file: ".gitignore", line: `/${folder}/` });
  for (const context of contextsAround(folder, world, folders)) {
    const file = posix.join(context, ".dockerignore");
    const path = posix.relative(context === "" ? "." : context, folder);
    const reading = workspace.read(file);
    if (!("text" in reading) && workspace.has(file)) continue;
    if (dockerignore("text" in reading ? reading.text : "")(`${path}/secret`)) continue;
    lines.push({ file, line: path });
  }
  return lines;
}

/** The folders that services, or Dockerfiles without a service, are built in and that hold this one. */
function contextsAround(folder: string, world: World, folders: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  for (const build of world.all("build")) {
    if (build.place.in !== "text") continue;
    const written = writtenPath(build.context);
    if (!written?.known || isFetched(written.text) || written.text.startsWith("/")) continue;
    const base = folders.get(build.place.file) ?? folderOf(build.place.file);
    found.add(contextOf(posix.join(base, written.text)));
  }
  for (const { id, place } of world.subjects())
    if (id.startsWith("stage:") && place.in === "text") found.add(contextOf(folderOf(place.file)));
  return [...found].filter((context) => context === "" || folder.startsWith(`${context}/`)).sort();
}

function contextOf(folder: string): string {
  const context = folder.replace(/\/+$/, "");
  return context === "." ? "" : context;
}
