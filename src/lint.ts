import { within } from "./errors.ts";
import { World } from "./facts/world.ts";
import { gather } from "./gather.ts";
import { collapse } from "./policy/collapse.ts";
import { type Config, defaultConfig } from "./policy/config.ts";
import { applyIgnores } from "./policy/ignores.ts";
import { locate, locateGaps } from "./policy/locate.ts";
import { inOrder } from "./policy/order.ts";
import { suppress } from "./policy/suppressions.ts";
import { graded, wanted } from "./policy/wanted.ts";
import type { LocatedFinding, LocatedGap } from "./reporters/report.ts";
import { rules } from "./rules/index.ts";
import { judge } from "./rules/judge.ts";
import type { Workspace } from "./workspace/workspace.ts";

export { gather } from "./gather.ts";

/** What a run found, and what it could not see. */
export interface LintResult {
  findings: LocatedFinding[];
  gaps: LocatedGap[];
  /** How many files of each kind were read. */
  scanned: Record<string, number>;
  /** How many findings a comment or the config silenced. */
  suppressed: number;
  /** What to tell the user beside the report. */
  notes: string[];
}

/** The straight line: files, facts, world, rules, findings, policy. Reporters come after. */
export async function lint(
  workspace: Workspace,
  config: Config = defaultConfig,
  today = new Date().toISOString().slice(0, 10),
): Promise<LintResult> {
  const { sightings, scanned, comments, partial } = await gather(workspace);
  const world = new World(sightings);
  const judged = rules.flatMap((rule) => within(rule.id, () => judge([rule], world)));

  const collapsed = collapse(wanted(judged, config));
  const known = new Set(rules.map((rule) => rule.id));
  const heard = suppress(collapsed, { comments, judged, world, known, rules: config.rules, partial });
  const { findings, ignored, notes } = applyIgnores(graded(heard.findings, config), config, today);

  // Texts are read again, and only those in which something was found, so that not all of them are held at once.
  const textOf = (file: string) => textIn(workspace, file);
  return {
    findings: locate(inOrder(findings), textOf),
    gaps: locateGaps(world.all("gap"), textOf),
    scanned,
    suppressed: heard.suppressed + ignored,
    notes,
  };
}

function textIn(workspace: Workspace, file: string): string | undefined {
  const reading = workspace.read(file);
  return "text" in reading ? reading.text : undefined;
}
