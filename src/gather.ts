import { className, within } from "./errors.ts";
import type { Sighting } from "./facts/fact.ts";
import { isCandidate, type Scanned, scan, scanAsCompose, scanAsEnvFile } from "./scanners/index.ts";
import type { Source } from "./scanners/scanner.ts";
import { type SuppressionComment, suppressionComments } from "./scanners/text/suppression-comments.ts";
import { unread } from "./scanners/unread.ts";
import { speaking, type Vocabulary } from "./secrets/vocabulary.ts";
import { buildGaps } from "./workspace/build-gaps.ts";
import { composeLinks } from "./workspace/compose/links.ts";
import { closed } from "./workspace/compose/open-links.ts";
import { rebased } from "./workspace/compose/rebase.ts";
import { contextSightings } from "./workspace/context.ts";
import { namedEnvFiles, trackedEnvFiles } from "./workspace/env-files.ts";
import { secretSources } from "./workspace/granted-files.ts";
import type { FileEntry, Workspace } from "./workspace/workspace.ts";

/** What reading all files gave. */
export interface Gathered {
  sightings: Sighting[];
  /** How many files of each kind were read. */
  scanned: Record<string, number>;
  comments: SuppressionComment[];
  /** Single files were named: others, which may belong to them, were not read. */
  partial: boolean;
  /** Compose files that were read only because others join them: nothing is reported in them. */
  beside: ReadonlySet<string>;
}

/** Reads every file and says what is in it and around it. */
export async function gather(
  workspace: Workspace,
  entries?: readonly FileEntry[],
  vocabulary?: Vocabulary,
): Promise<Gathered> {
  const beside = new Set<string>();
  const gathered: Gathered = { sightings: [], scanned: {}, comments: [], partial: false, beside };
  const listed = entries ?? (await workspace.list());
  for (const { path, given } of listed) {
    gathered.partial ||= given;
    await readInto(gathered, workspace, path, (source) => scan(source, given));
  }
  const { sightings, partial } = gathered;
  const folders = await joinCompose(gathered, workspace, new Set(listed.map(({ path }) => path)), beside);
  const named = partial ? [] : namedEnvFiles(sightings, workspace);
  for (const path of named) await readInto(gathered, workspace, path, scanAsEnvFile);
  const sources = secretSources(sightings, workspace, folders);
  const granted = new Set(sources.facts.flatMap((fact) => (fact.kind === "file" ? [fact.path] : [])));
  sightings.push(
    ...within("build contexts", () =>
      speaking(vocabulary, () => contextSightings(sightings, workspace, folders, granted)),
    ),
  );
  sightings.push(buildGaps(sightings, workspace, folders));
  sightings.push(trackedEnvFiles(sightings, workspace), sources);
  return gathered;
}

/** Reads the compose files that others join, until no new one is named, and adds how they belong together. */
async function joinCompose(
  gathered: Gathered,
  workspace: Workspace,
  listed: ReadonlySet<string>,
  beside: Set<string>,
): Promise<ReadonlyMap<string, string>> {
  const { sightings } = gathered;
  const asked = new Set<string>();
  for (;;) {
    const found = within("joined compose files", () => composeLinks(sightings, workspace));
    const wanted = [...found.wanted].filter((path) => !asked.has(path)).sort();
    if (wanted.length === 0) {
      for (const [index, sighting] of sightings.entries()) {
        sightings[index] = closed(
          { ...sighting, links: rebased(sighting.links, found.folders) },
          found.folders,
          workspace,
        );
      }
      sightings.push(found.sighting);
      return found.folders;
    }
    for (const path of wanted) {
      asked.add(path);
      // A file that may not be read was said to be one when it was listed.
      if (sightings.some(({ facts: [first] }) => first?.kind === "gap" && first.place.file === path)) continue;
      const isListed = listed.has(path) || (!gathered.partial && !isCandidate(path));
      if (!isListed) beside.add(path);
      const counted = isListed ? gathered : { ...gathered, scanned: {}, comments: [] };
      await readInto(counted, workspace, path, scanAsCompose);
    }
  }
}

async function readInto(
  { sightings, scanned, comments }: Gathered,
  workspace: Workspace,
  path: string,
  scanner: (source: Source) => Promise<Scanned | undefined>,
): Promise<void> {
  try {
    const reading = workspace.read(path);
    if ("gap" in reading) sightings.push(unread(path, reading.gap));
    if (!("text" in reading)) return;
    const source = { file: path, text: reading.text };
    const result = await scanner(source);
    if (!result) return;
    scanned[result.kind] = (scanned[result.kind] ?? 0) + 1;
    sightings.push(result.sighting);
    comments.push(...suppressionComments(source, result.kind));
  } catch (error) {
    // One broken part does not hide the rest. The error's own text could quote the file.
    sightings.push(unread(path, `cannot be checked: internal error (${className(error)})`));
  }
}
