import type { Gap, Sighting } from "./facts/fact.ts";
import { World } from "./facts/world.ts";
import { rules } from "./rules/index.ts";
import { type Finding, judge } from "./rules/judge.ts";
import { scan } from "./scanners/index.ts";
import type { Workspace } from "./workspace/workspace.ts";

export interface LintResult {
  findings: Finding[];
  gaps: Gap[];
  /** How many files of each kind were read. */
  scanned: Record<string, number>;
}

/** Reads every file and says what is in it. */
export async function gather(
  workspace: Workspace,
): Promise<{ sightings: Sighting[]; scanned: Record<string, number> }> {
  const sightings: Sighting[] = [];
  const scanned: Record<string, number> = {};
  for (const { path, given } of await workspace.list()) {
    const reading = workspace.read(path);
    if (!("text" in reading)) continue;
    const result = scan({ file: path, text: reading.text }, given);
    if (!result) continue;
    scanned[result.kind] = (scanned[result.kind] ?? 0) + 1;
    sightings.push(result.sighting);
  }
  return { sightings, scanned };
}

/** The straight line: files, facts, world, rules, findings. Policy and reporters come after. */
export async function lint(workspace: Workspace): Promise<LintResult> {
  const { sightings, scanned } = await gather(workspace);
  const world = new World(sightings);
  return { findings: judge(rules, world), gaps: [...world.all("gap")], scanned };
}
