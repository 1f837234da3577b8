import type { Sealed } from "../../src/facts/sealed.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { unplannedChanges } from "../../src/fixes/compose-model.ts";
import { applyEdits } from "../../src/fixes/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { openProposer, type Proposal } from "../../src/pipeline/proposals.ts";
import { collapse } from "../../src/policy/collapse.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";

export type Files = Readonly<Record<string, string>>;

/** A finding, and what is proposed for it. */
export interface Advised {
  finding: Finding;
  proposal: Proposal | undefined;
}

/** The findings of some files, each with the fix that would be applied if it were the only one. */
export async function advised(files: Files, tracked: ReadonlySet<string> = new Set()): Promise<Advised[]> {
  const workspace = memoryWorkspace(files, tracked);
  const { sightings, folders } = await loadFacts(workspace);
  const world = new JudgedWorld(sightings);
  return collapse(applyRules(rules, world)).map((finding) => {
    const proposer = openProposer({ world, workspace, folders });
    return { finding, proposal: finding.remedy && proposer.propose(finding.remedy) };
  });
}

/** The files after a fix. */
export function fixed(files: Files, { files: changed, values }: Pick<Proposal, "files" | "values">): Files {
  const after = { ...files };
  for (const { file, edits } of changed) after[file] = applyEdits(files[file] ?? "", edits);
  for (const { file, value } of values) {
    if (after[file] !== undefined) throw new Error(`${file} is there already`);
    after[file] = open(value);
  }
  return after;
}

/** What a fix does that it may not: nothing, where the law holds. */
export async function breaches(files: Files, tracked: ReadonlySet<string>, one: Advised, all: readonly Advised[]) {
  const { finding, proposal } = one;
  if (!proposal || proposal.files.length === 0) return [];
  const after = fixed(files, proposal);
  const problems: string[] = [];
  const left = await advised(after, tracked);
  const before = tally(all);
  const now = tally(left);
  if ((now.get(idOf(finding)) ?? 0) >= (before.get(idOf(finding)) ?? 0)) problems.push("the finding is still there");
  for (const [id, count] of now) if (count > (before.get(id) ?? 0)) problems.push(`new: ${id}`);
  for (const { file, edits } of proposal.files) {
    const [old = "", text = ""] = [files[file], after[file]];
    for (const comment of commentsOf(old)) if (!text.includes(comment)) problems.push(`lost: ${comment}`);
    if (/\r\n/.test(old) && /[^\r]\n/.test(text)) problems.push("mixed line ends");
    if (old.startsWith("\uFEFF") !== text.startsWith("\uFEFF")) problems.push("byte order mark");
    for (const { value } of proposal.values)
      if (edits.some((edit) => open(value).length > 3 && edit.text.includes(open(value))))
        problems.push("an edit holds the value");
    const compose = proposal.changes.filter((change) => change.syntax === "compose" && change.file === file);
    if (compose.length === 0) continue;
    const unplanned = unplannedChanges(old, text, compose);
    if (!unplanned) problems.push(`${file} cannot be read`);
    else if (unplanned.length > 0) problems.push(`changed beside the plan: ${unplanned.join(", ")}`);
  }
  return problems;
}

function open(value: Sealed): string {
  return value.open((text) => text);
}

function idOf({ rule, say, key, subject, at }: Finding): string {
  return [rule, say, key, subject, at.file].join(" ");
}

function tally(all: readonly Advised[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of all) counts.set(idOf(finding), (counts.get(idOf(finding)) ?? 0) + 1);
  return counts;
}

/** Comments that begin a line or follow a blank. Some are part of a text; they have to stay all the same. */
function commentsOf(text: string): string[] {
  return (text.match(/(?<=^|[ \t])#[^\r\n]*/gm) ?? []).filter((one) => !/canary/.test(one));
}

/** `fixed`, or the first sentence of why not. */
export function outcome({ files, refused, plan }: Proposal): string {
  if (files.length > 0) return "fixed";
  const [first] = plan.steps.flatMap((step) => (step.step === "tell" ? [step.say] : []));
  return refused ?? first ?? "nothing";
}
