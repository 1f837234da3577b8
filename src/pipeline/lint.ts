import { type Config, defaultConfig } from "../config/config.ts";
import { compiledImages } from "../config/own-images.ts";
import { swarmSighting } from "../config/swarm.ts";
import { vocabularyOf } from "../config/vocabulary.ts";
import type { Vocabulary } from "../detection/vocabulary.ts";
import type { World } from "../facts/world.ts";
import type { Finding } from "../findings/finding.ts";
import { locateRemarks, type Once } from "../findings/locate.ts";
import { compareText } from "../findings/places.ts";
import type { LintResult, LocatedFinding } from "../findings/report.ts";
import { sayRefusal } from "../inputs/refusal.ts";
import type { FileEntry, Workspace } from "../inputs/workspace.ts";
import { switchedOff } from "../policy/switched-off.ts";
import { valueChecks } from "../policy/value-checks.ts";
import { unseenCopies } from "../projects/revealed-files.ts";
import { rules } from "../rules/index.ts";
import { createJudge, type Judge } from "../rules/judge.ts";
import { JudgedWorld } from "../rules/judged-world.ts";
import { batches } from "./batches.ts";
import { evaluate } from "./evaluate.ts";
import { type KeptScans, keptScans } from "./kept-scans.ts";
import { loadFacts } from "./load.ts";
import type { ProposalSources } from "./proposals.ts";

export { loadFacts } from "./load.ts";

/** Takes what each portion of a run finds, with what fixes are made from. */
export type OnFindings = (
  findings: readonly Finding[],
  located: readonly LocatedFinding[],
  sources: ProposalSources,
) => void;

/** The straight line, one portion of files after the other. Reporters come after. */
export async function lint(
  workspace: Workspace,
  config: Config = defaultConfig,
  today = new Date().toISOString().slice(0, 10),
  checks = false,
  onFindings?: OnFindings,
): Promise<LintResult> {
  const results: LintResult[] = [];
  const vocabulary = await vocabularyOf(config);
  const judge = createJudge({ vocabulary, images: await compiledImages(config) });
  const run = {
    workspace,
    config,
    today,
    checks,
    once: keptOnce(),
    vocabulary,
    judge,
    ...(onFindings && { onFindings }),
  };
  const kept = keptScans();
  const portions = await batches(workspace, kept);
  for (const entries of portions) results.push(await lintBatch(entries, { ...run, kept }));
  const result = joined(results);
  addUnseen(result, workspace);
  result.remarks.push(...unseenCopies(workspace));
  result.remarks.push(...switchedOff({ ...run, rules: rules.map(({ id }) => id) }, portions.flat(), result));
  const silence = workspace.gitSilence?.();
  // A note and no gap: every file was read, and an image without git is usual in continuous integration.
  if (silence !== undefined) result.notes.push(`.git ${silence}: which files are tracked is not known`);
  return result;
}

/** What was asked for and refused, where no gap of the file itself says so. */
function addUnseen(result: LintResult, workspace: Workspace): void {
  const known = new Set(result.gaps.map(({ file }) => file));
  const unseen = [...(workspace.unseen?.() ?? [])].filter(([file]) => !known.has(file));
  if (unseen.length > 0) {
    result.gaps.push(...unseen.map(([file, reason]) => ({ file, ...reason })));
    result.gaps.sort((a, b) => compareText(a.file, b.file));
  }
  for (const file of workspace.doubtfulLinks?.() ?? []) {
    result.remarks.push({ file, why: `${sayRefusal("outside")}: not read` });
  }
}

/** What all portions of a run share. */
interface LintRun {
  /** Whether findings are told with sixteen bits of their values. */
  checks: boolean;
  /** Takes the findings, instead of having their fixes added to them. */
  onFindings?: OnFindings;
  workspace: Workspace;
  config: Config;
  today: string;
  once: Once;
  vocabulary: Vocabulary | undefined;
  judge: Judge;
  kept: KeptScans;
}

/** Files, facts, world, rules, findings, policy. */
async function lintBatch(entries: readonly FileEntry[], run: LintRun): Promise<LintResult> {
  const { workspace, config, today, once, judge, checks } = run;
  const { sightings, scanned, comments, remarks, partial, folders, isReported } = await loadFacts(
    workspace,
    entries,
    run.kept,
  );
  if (config.swarm.length > 0) sightings.push(swarmSighting(config, sightings));
  const world = new JudgedWorld(sightings, judge);
  const textOf = (file: string) => textIn(workspace, file);
  const origins = { today, textOf, comments, partial, isReported, once };
  const { findings, located, gaps, suppressed, notes } = evaluate(world, config, origins);
  if (checks) addChecks(findings, located, world);
  if (run.onFindings || findings.some(({ remedy }) => remedy)) {
    const use = run.onFindings ?? (await import("./add-fixes.ts")).addFixes;
    use(findings, located, { world, workspace, folders });
  }
  const reported = remarks.filter(({ place }) => isReported(place.file));
  return { findings: located, gaps, remarks: locateRemarks(reported, textOf), scanned, suppressed, notes };
}

function addChecks(findings: readonly Finding[], located: readonly LocatedFinding[], world: World): void {
  const checkOf = valueChecks(world);
  for (const [index, finding] of findings.entries()) {
    const check = checkOf(finding);
    const one = located[index];
    if (one && check !== undefined) one.check = check;
  }
}

/**
 * Thousands of findings say the same few sentences. A copy, because a part of a file's text would hold on to all of it.
 */
function keptOnce(): Once {
  const known = new Map<string, string>();
  return <Text extends string>(text: Text) => {
    const before = known.get(text);
    if (before !== undefined) return before as Text;
    const copy = text.split("").join("");
    known.set(copy, copy);
    return copy as Text;
  };
}

/** No file has findings in two portions, so that all that is left to order are the files. */
function joined(results: readonly LintResult[]): LintResult {
  const [only, ...others] = results;
  if (only && others.length === 0) return only;
  const scanned: Record<string, number> = {};
  for (const result of results) {
    for (const [kind, count] of Object.entries(result.scanned)) scanned[kind] = (scanned[kind] ?? 0) + count;
  }
  return {
    findings: results.flatMap(({ findings }) => findings).sort((a, b) => compareText(a.file, b.file)),
    gaps: results.flatMap(({ gaps }) => gaps).sort((a, b) => compareText(a.file, b.file)),
    remarks: results.flatMap(({ remarks }) => remarks).sort((a, b) => compareText(a.file, b.file)),
    scanned,
    suppressed: results.reduce((sum, { suppressed }) => sum + suppressed, 0),
    notes: [...new Set(results.flatMap(({ notes }) => notes))],
  };
}

function textIn(workspace: Workspace, file: string): string | undefined {
  const reading = workspace.read(file);
  return "text" in reading ? reading.text : undefined;
}
