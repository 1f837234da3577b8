import { className, within } from "../errors.ts";
import type { Sighting } from "../facts/index.ts";
import { say, show, showName } from "../facts/shown.ts";
import type { SuppressionComment } from "../facts/suppression-comment.ts";
import type { FileEntry, Workspace } from "../inputs/workspace.ts";
import { buildGaps } from "../projects/build-gaps.ts";
import { resolveEnvFileLinks } from "../projects/compose/env-file-links.ts";
import { composeLinks } from "../projects/compose/links.ts";
import { rebaseEnvFileLinks } from "../projects/compose/rebase-env-file-links.ts";
import { contextSightings } from "../projects/context.ts";
import { namedEnvFiles, trackedEnvFiles, unreadEnvFiles } from "../projects/env-files.ts";
import { outsideSecrets, secretSources } from "../projects/granted-files.ts";
import { composeAbove, unreadDockerfiles } from "../projects/neighbours.ts";
import type { Remark } from "../projects/remark.ts";
import { isLongProgram, type Scanned, scan, scanAsCompose, scanAsEnvFile } from "../scanners/index.ts";
import { isCandidate, isNoScript, isProgramName } from "../scanners/names.ts";
import type { Source } from "../scanners/scanner.ts";
import { suppressionComments } from "../scanners/text/suppression-comments.ts";
import { startOf, unread } from "../scanners/unread.ts";
import { type InputRoles, inputRoles } from "./input-roles.ts";
import { type KeptScans, keptScans } from "./kept-scans.ts";

/** What reading all files gave. */
export interface LoadedFacts {
  sightings: Sighting[];
  /** How many files of each kind were read. */
  scanned: Record<string, number>;
  comments: SuppressionComment[];
  remarks: Remark[];
  /** Single files were named: others that belong to them were read beside them. */
  partial: boolean;
  /** Where the relative paths of compose files begin, where that is not beside them. */
  folders: ReadonlyMap<string, string>;
  isReported: InputRoles["isReported"];
}

type FileScanner = (source: Source) => Scanned | undefined | Promise<Scanned | undefined>;

/** Reads every file and says what is in it and around it. */
export async function loadFacts(
  workspace: Workspace,
  entries?: readonly FileEntry[],
  kept: KeptScans = keptScans(),
): Promise<LoadedFacts> {
  const listing = entries ?? (await workspace.list());
  const listed = new Set(listing.map(({ path }) => path));
  const roles = inputRoles(listed);
  const partial = workspace.partial || listing.some(({ given }) => given);
  const gathered: LoadedFacts = {
    sightings: [],
    scanned: {},
    comments: [],
    remarks: [],
    partial,
    folders: new Map(),
    isReported: roles.isReported,
  };
  const { sightings } = gathered;
  const readBeside = async (path: string, scanner: FileScanner) => {
    roles.addInput(path, "context");
    await readInto(roles.isTarget(path) ? gathered : { ...gathered, scanned: {} }, workspace, path, scanner);
  };
  for (const { path, given } of listing) {
    if (workspace.partial && !isCandidate(path)) continue;
    await readInto(gathered, workspace, path, (source) => kept.take(path) ?? scan(source, given));
  }
  if (partial) for (const path of composeAbove(listed, workspace)) await readBeside(path, scanAsCompose);
  const folders = await joinCompose(gathered, workspace, roles);
  gathered.folders = folders;
  for (const path of namedEnvFiles(sightings, workspace)) {
    // What an env file holds is its own affair, however it is passed on; often it is one that git ignores, and for good
    // reasons.
    if (partial) roles.addInput(path, "unreported");
    if (partial) await readBeside(path, scanAsEnvFile);
    else await readInto(gathered, workspace, path, scanAsEnvFile);
  }
  if (partial)
    for (const path of unreadDockerfiles(sightings, workspace, folders))
      await readBeside(path, (source) => scan(source, true));
  const sources = secretSources(sightings, workspace, folders);
  const granted = new Set(sources.facts.flatMap((fact) => (fact.kind === "file" ? [fact.path] : [])));
  const only = partial ? { asked: (path: string) => roles.isReported(path), listed } : undefined;
  sightings.push(...within("build contexts", () => contextSightings(sightings, workspace, folders, granted, only)));
  sightings.push(buildGaps(sightings, workspace, folders));
  if (workspace.unseen) {
    const { remarks, gaps } = unreadEnvFiles(sightings, workspace);
    gathered.remarks.push(...remarks, ...outsideSecrets(sightings, workspace, folders));
    sightings.push(gaps);
  }
  sightings.push(trackedEnvFiles(sightings, workspace), sources);
  return gathered;
}

/** Reads the compose files that others join, until no new one is named, and adds how they belong together. */
async function joinCompose(
  gathered: LoadedFacts,
  workspace: Workspace,
  roles: InputRoles,
): Promise<ReadonlyMap<string, string>> {
  const { sightings } = gathered;
  const asked = new Set<string>();
  for (;;) {
    const found = within("joined compose files", () => composeLinks(sightings, workspace));
    const wanted = [...found.wanted].filter((path) => !asked.has(path)).sort();
    if (wanted.length === 0) {
      for (const [index, sighting] of sightings.entries()) {
        sightings[index] = resolveEnvFileLinks(
          { ...sighting, links: rebaseEnvFileLinks(sighting.links, found.folders) },
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
      const isCounted = roles.isTarget(path) || (!gathered.partial && !isCandidate(path));
      if (!isCounted) roles.addInput(path, gathered.partial ? "context" : "unreported");
      const counted = isCounted ? gathered : { ...gathered, scanned: {}, ...(!gathered.partial && { comments: [] }) };
      await readInto(counted, workspace, path, scanAsCompose);
    }
  }
}

const tooLong = say("is a program of more than 1 MB: not read");

async function readInto(
  { sightings, scanned, comments, remarks }: LoadedFacts,
  workspace: Workspace,
  path: string,
  scanner: FileScanner,
): Promise<void> {
  try {
    const reading = workspace.read(path);
    // A program that is too large to read was written by a bundler, and one in UTF-16 by a terminal that was
    // redirected.
    const code = "gap" in reading ? reading.code : undefined;
    const noProgram = (code === "too-large" || code === "encoding") && isProgramName(path);
    if ("gap" in reading && !noProgram && !isNoScript(path, reading.begins))
      sightings.push(unread(path, reading.code, showName(reading.gap)));
    if (noProgram && code === "too-large") remarks.push({ place: startOf(path), why: tooLong });
    if (!("text" in reading)) return;
    const source = { file: path, text: reading.text };
    const result = await scanner(source);
    if (!result && isLongProgram(source)) remarks.push({ place: startOf(path), why: tooLong });
    if (!result) return;
    scanned[result.kind] = (scanned[result.kind] ?? 0) + 1;
    sightings.push(result.sighting);
    comments.push(...suppressionComments(source, result.kind));
  } catch (error) {
    // One broken part does not hide the rest. The error's own text could quote the file.
    sightings.push(unread(path, "internal", show`cannot be checked: internal error (${showName(className(error))})`));
  }
}
