import type { Sighting } from "../facts/index.ts";
import { folderOf } from "../inputs/paths.ts";
import type { FileEntry, Workspace } from "../inputs/workspace.ts";
import { buildsOf } from "../projects/build-context.ts";
import { resolveEnvFileLinks } from "../projects/compose/env-file-links.ts";
import { composeLinks } from "../projects/compose/links.ts";
import { filesIn } from "../projects/compose/names.ts";
import { rebaseEnvFileLinks } from "../projects/compose/rebase-env-file-links.ts";
import { linkedEnvFiles } from "../projects/env-files.ts";
import { isSilentProgram, scan } from "../scanners/index.ts";
import { isProgramName, namedAs } from "../scanners/names.ts";
import { type KeptScans, keptScans } from "./kept-scans.ts";

/** So many files make one world without ado; of more, what is known of all of them at once would fill the memory. */
const most = 400;

/**
 * The files of a run in portions that do not know of each other: whatever a compose file names is in its portion. What
 * was scanned for it is `kept` for the run.
 */
export async function batches(workspace: Workspace, kept = keptScans()): Promise<readonly (readonly FileEntry[])[]> {
  const listed = await workspace.list();
  if (listed.length <= most || listed.some(({ given }) => given)) return [listed];
  const entries = listed.filter(({ path }) => !isSilent(path, workspace));
  if (entries.length <= most) return [entries];
  const leaderOf = leaders();
  // What programs read is little, and is told once for all of them, where something says that they run in containers.
  const [first, ...others] = [
    ...entries.filter(({ path }) => isProgramName(path)),
    ...entries.filter(({ path }) => isContainerFile(path)).slice(0, 1),
  ];
  for (const { path } of others) if (first) leaderOf.join(first.path, path);
  for (const { path } of entries) {
    for (const other of await linkedFiles(path, workspace, kept)) leaderOf.join(path, other);
  }
  const groups = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const leader = leaderOf(entry.path);
    const group = groups.get(leader);
    if (group) group.push(entry);
    else groups.set(leader, [entry]);
  }
  const found: FileEntry[][] = [];
  for (const group of groups.values()) {
    const last = found.at(-1);
    if (last && last.length + group.length <= 400) last.push(...group);
    else found.push([...group]);
  }
  return found;
}

/** Most programs have nothing to say, and would fill portions with nothing. */
function isSilent(path: string, workspace: Workspace): boolean {
  if (!isProgramName(path)) return false;
  const reading = workspace.read(path);
  return "text" in reading && isSilentProgram({ file: path, text: reading.text });
}

function isContainerFile(path: string): boolean {
  const named = namedAs(path);
  return named?.sure === true && (named.kind === "Dockerfile" || named.kind === "compose file");
}

async function linkedFiles(path: string, workspace: Workspace, kept: KeptScans): Promise<string[]> {
  if (/(?:^|\/)\.env$/.test(path)) return [...(filesIn(folderOf(path), workspace)?.paths ?? [])];
  if (namedAs(path)?.kind !== "compose file") return [];
  const reading = workspace.read(path);
  const sighting = "text" in reading && (await tried({ file: path, text: reading.text }, kept));
  if (!sighting) return [];
  const { wanted, sighting: joins, folders } = composeLinks([sighting], workspace);
  // What the base file of an override names is named by it, too.
  const linked = resolveEnvFileLinks(
    { ...sighting, links: rebaseEnvFileLinks(sighting.links, folders) },
    folders,
    workspace,
  );
  const joined = joins.links.flatMap(({ to }) => (to.startsWith("project:") ? [to.slice("project:".length)] : []));
  return [...linkedEnvFiles([linked]), ...buildsOf([linked], workspace, folders).keys(), ...wanted, ...joined];
}

/** What cannot be scanned is reported when it is read for good. */
async function tried(source: { file: string; text: string }, kept: KeptScans): Promise<Sighting | undefined> {
  try {
    const scanned = await scan(source, false);
    if (scanned) kept.keep(source.file, scanned);
    return scanned?.sighting;
  } catch {
    return undefined;
  }
}

/** Disjoint sets of names: each has one leader. */
function leaders() {
  const above = new Map<string, string>();
  const leaderOf = (name: string): string => {
    let leader = name;
    for (let next = above.get(leader); next !== undefined; next = above.get(leader)) leader = next;
    if (leader !== name) above.set(name, leader);
    return leader;
  };
  const join = (one: string, other: string) => {
    const [a, b] = [leaderOf(one), leaderOf(other)];
    if (a !== b) above.set(b, a);
  };
  return Object.assign(leaderOf, { join });
}
