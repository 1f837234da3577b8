import { compiledImages } from "../config/own-images.ts";
import { vocabularyOf } from "../config/vocabulary.ts";
import { UserError } from "../errors.ts";
import { describeFact } from "../facts/describe.ts";
import type { Fact, Place } from "../facts/index.ts";
import { showName, showPlace } from "../facts/shown.ts";
import type { Finding } from "../findings/finding.ts";
import { type LineTable, lineTable, regionOf } from "../findings/line-table.ts";
import { diskWorkspace } from "../inputs/disk.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { collapse } from "../policy/collapse.ts";
import { applyIgnores } from "../policy/ignores.ts";
import { applySeverities, filterEnabled } from "../policy/rule-filter.ts";
import { suppress } from "../policy/suppressions.ts";
import { rules } from "../rules/index.ts";
import { createJudge } from "../rules/judge.ts";
import { JudgedWorld } from "../rules/judged-world.ts";
import { applyRules } from "./apply-rules.ts";
import { loadFacts } from "./load.ts";
import { type LintOptions, workspaceOf } from "./run-lint.ts";
import { resolveSettings, type Settings } from "./settings.ts";

/** What was seen on a line, how it was judged, and what became of each finding. */
export interface LineExplanation {
  facts: readonly { fact: string; subject: string; judgement?: string; rules: readonly string[] }[];
  findings: readonly { rule: string; what: string; policy: string }[];
}

/** Reads a file with what belongs to it, and follows one line of it from the facts to the report. */
export async function explainLine(file: string, line: number, settings: Settings): Promise<LineExplanation> {
  const { root, config } = resolveSettings(settings);
  const workspace = diskWorkspace({ root, paths: [file], exclude: config.exclude });
  const [entry] = await workspace.list();
  const table = entry && tableOf(entry.path, workspace);
  if (!entry || !table) throw new UserError(`nothing can be read in ${showPlace(file)}`);
  const judge = createJudge({ vocabulary: await vocabularyOf(config), images: await compiledImages(config) });
  const { sightings, comments, partial } = await loadFacts(workspace);
  const world = new JudgedWorld(sightings, judge);
  const isHere = (place: Place) => place.file === entry.path && covers(place, line, table);
  const facts = sightings.flatMap((sighting) => sighting.facts).filter(({ place }) => isHere(place));

  const judged = applyRules(rules, world);
  const known = new Set(rules.map(({ id }) => id));
  const enabled = filterEnabled(judged, config);
  const collapsed = collapse(enabled);
  const heard = suppress(collapsed, { comments, judged, world, known, rules: config.rules, partial });
  const weighed = applySeverities(heard.findings, config);
  const { findings } = applyIgnores(weighed, config, new Date().toISOString().slice(0, 10));
  const stages: readonly (readonly [findings: readonly Finding[], left: string])[] = [
    [enabled, "not reported: the configuration leaves out the rule, the file, or examples"],
    [collapsed, "part of another finding about the same secret"],
    [heard.findings, "silenced by a comment"],
    [findings, "ignored by the configuration"],
  ];
  return {
    facts: facts.map((fact) => explainedFact(fact, world)),
    findings: judged
      .filter(({ at }) => isHere(at))
      .map((one) => ({ rule: one.rule, what: one.what, policy: policyOn(one, stages) })),
  };
}

function explainedFact(fact: Fact, world: JudgedWorld): LineExplanation["facts"][number] {
  const own = rules.filter(({ over }) => over === fact.kind).map(({ id }) => id);
  const found = { fact: describeFact(fact), subject: showName(fact.subject), rules: own };
  if (fact.kind !== "binding") return found;
  const { is, by, confidence, reason, inFallback } = world.judge.suspectBinding(fact);
  const part = inFallback ? ", in a default" : "";
  return { ...found, judgement: `${is} (by ${by}, ${confidence} confidence${part}): ${reason}` };
}

/** Findings are copied on the way: the same rule at the same place is the same finding. */
function policyOn(found: Finding, stages: readonly (readonly [readonly Finding[], string])[]): string {
  const same = ({ rule, at, key, subject }: Finding) =>
    rule === found.rule && key === found.key && subject === found.subject && at.file === found.at.file;
  const [, left] = stages.find(([findings]) => !findings.some(same)) ?? [];
  const reported = stages.at(-1)?.[0].find(same);
  return left ?? `reported as ${reported?.severity ?? found.severity}`;
}

function covers(place: Place, line: number, table: LineTable): boolean {
  if (place.in !== "text") return false;
  const { startLine, endLine } = regionOf(table, place.span);
  return startLine <= line && line <= endLine;
}

function tableOf(path: string, workspace: Workspace): LineTable | undefined {
  const content = workspace.read(path);
  return "text" in content ? lineTable(content.text) : undefined;
}

/** Every fact of the files that a run would read; what could be secret is sealed. */
export async function* dumpFacts(options: LintOptions): AsyncGenerator<Fact> {
  const { root, config } = resolveSettings(options);
  const { sightings } = await loadFacts(workspaceOf(root, options, config));
  for (const { facts } of sightings) yield* facts;
}
