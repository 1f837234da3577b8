import { posix } from "node:path";
import type { Composition, Sighting, SubjectId } from "../../facts/index.ts";
import { folderOf } from "../../inputs/paths.ts";
import type { Workspace } from "../../inputs/workspace.ts";
import { foldGaps } from "./fold-gaps.ts";
import { compose, type Joining, type Level, sayLost } from "./joins.ts";
import { type FoundFiles, filesIn } from "./names.ts";
import { type ComposeFile, composeFiles, isFragment, isLaidOver } from "./parsed.ts";

/** How compose files belong together, and which more are to be read before all of it is known. */
export interface ComposeLinks {
  sighting: Sighting;
  wanted: ReadonlySet<string>;
  /** Where the paths in a file begin, when that is not its own folder. */
  folders: ReadonlyMap<string, string>;
}

/** Finds the projects that Compose would make of these files. */
export function composeLinks(sightings: readonly Sighting[], workspace: Workspace): ComposeLinks {
  const files = composeFiles(sightings);
  const joining: Joining = {
    files,
    workspace,
    gaps: new Map(),
    links: new Map(),
    wanted: new Set(),
    joined: new Set(),
    included: new Set(),
    folders: new Map(),
    extended: new Set(),
  };
  const compositions: Composition[] = [];
  const taken = new Set<string>();
  const add = (level: Level) => {
    for (const path of level.paths) taken.add(path);
    const composition = compose(joining, level);
    if (composition.layers.length > 0) compositions.push(composition);
  };
  const found = foldersOf(sightings, files, workspace);
  for (const one of found.values()) {
    sayLost(joining, one);
    add({ ...one, certain: true });
  }
  // Whom others join is known only once all were followed.
  const alone = new Map<string, Composition>();
  for (const [path, file] of files) if (!taken.has(path)) alone.set(path, compose(joining, aloneLevel(file, found)));
  for (const [path, one] of [...alone].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = files.get(path);
    const over = file && !joining.joined.has(path) && levelOver(file, found, files);
    if (over) add(over);
    else if (!joining.joined.has(path)) compositions.push(one);
  }
  // In a circle each file is included by another one.
  const reached = new Set(compositions.flatMap(filesOf));
  for (const [path, one] of alone) {
    const { project } = files.get(path) ?? {};
    if (project && joining.included.has(path) && !reached.has(project)) {
      compositions.push(one);
      for (const file of filesOf(one)) reached.add(file);
    }
  }
  const { gaps, links, wanted, folders } = joining;
  for (const path of [...wanted]) if (files.has(path) || !workspace.has(path)) wanted.delete(path);
  const sighting = { facts: foldGaps(gaps.values()), subjects: [], links: [...links.values()], compositions };
  return { sighting, wanted, folders };
}

function foldersOf(
  sightings: readonly Sighting[],
  files: ReadonlyMap<string, ComposeFile>,
  workspace: Workspace,
): Map<string, FoundFiles> {
  const folders = new Set([...files.keys()].map(folderOf));
  for (const { subjects } of sightings) {
    for (const { id, place } of subjects)
      if (id.startsWith("env-file:") && posix.basename(place.file) === ".env") folders.add(folderOf(place.file));
  }
  const found = new Map<string, FoundFiles>();
  for (const folder of [...folders].sort()) {
    const one = filesIn(folder, workspace);
    if (one) found.set(folder, one);
  }
  return found;
}

/** A file that Compose does not take by itself, without any other. */
function aloneLevel(file: ComposeFile, found: ReadonlyMap<string, FoundFiles>): Level {
  const folder = folderOf(file.path);
  const variables = found.get(folder)?.variables ?? new Map();
  return { paths: [file.path], folder, variables, certain: !isFragment(file) };
}

/**
 * Such a file over the usual one beside it, when it says about a service of that one no more than what differs:
 * somebody is likely to name both.
 */
function levelOver(
  file: ComposeFile,
  found: ReadonlyMap<string, FoundFiles>,
  files: ReadonlyMap<string, ComposeFile>,
): Level | undefined {
  const beside = found.get(folderOf(file.path));
  const base = files.get(beside?.paths[0] ?? "");
  if (!beside || !base || base === file) return;
  if (!isLaidOver(file, base)) return;
  return { ...beside, paths: [base.path, file.path], certain: false };
}

function filesOf({ layers }: Composition): SubjectId[] {
  return layers.flatMap(({ file, includes }) => [file, ...includes.flatMap(filesOf)]);
}
