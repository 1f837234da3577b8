import { className, within } from "./errors.ts";
import type { Sighting } from "./facts/fact.ts";
import { type Scanned, scan, scanAsEnvFile } from "./scanners/index.ts";
import type { Source } from "./scanners/scanner.ts";
import { type SuppressionComment, suppressionComments } from "./scanners/text/suppression-comments.ts";
import { unread } from "./scanners/unread.ts";
import { speaking, type Vocabulary } from "./secrets/vocabulary.ts";
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
}

/** Reads every file and says what is in it and around it. */
export async function gather(
  workspace: Workspace,
  entries?: readonly FileEntry[],
  vocabulary?: Vocabulary,
): Promise<Gathered> {
  const gathered: Gathered = { sightings: [], scanned: {}, comments: [], partial: false };
  for (const { path, given } of entries ?? (await workspace.list())) {
    gathered.partial ||= given;
    await readInto(gathered, workspace, path, (source) => scan(source, given));
  }
  const { sightings, partial } = gathered;
  const named = partial ? [] : namedEnvFiles(sightings, workspace);
  for (const path of named) await readInto(gathered, workspace, path, scanAsEnvFile);
  sightings.push(...within("build contexts", () => speaking(vocabulary, () => contextSightings(sightings, workspace))));
  sightings.push(trackedEnvFiles(sightings, workspace), secretSources(sightings, workspace));
  return gathered;
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
