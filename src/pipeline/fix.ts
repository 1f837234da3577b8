import { type Config, defaultConfig } from "../config/config.ts";
import { UserError } from "../errors.ts";
import { groupBy } from "../facts/group-by.ts";
import { nearest } from "../facts/nearest.ts";
import type { Sealed } from "../facts/sealed.ts";
import type { Finding } from "../findings/finding.ts";
import type { FixReport, LeftFinding } from "../findings/fix-report.ts";
import type { LintResult, LocatedFinding } from "../findings/report.ts";
import { applyChanges, type FileChange, type SecretFile } from "../fixes/apply.ts";
import { unplannedChanges } from "../fixes/compose-model.ts";
import { historyOf } from "../fixes/history.ts";
import { applyEdits } from "../fixes/index.ts";
import { gitFor } from "../inputs/ask-git.ts";
import { diskWorkspace } from "../inputs/disk.ts";
import { firstCommitOf } from "../inputs/git-history.ts";
import { pathIn } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { rules } from "../rules/index.ts";
import { describer } from "./add-fixes.ts";

import { lint, type OnFindings } from "./lint.ts";
import { openProposer, type Proposal, type ProposalSources, type Proposer } from "./proposals.ts";
import { resolveSettings } from "./settings.ts";

/** What to fix, and how. */
export interface FixOptions {
  /** The root of the run: paths are relative to it, and nothing outside is written. Default: the working directory. */
  cwd?: string;
  /** Files and folders to fix. Default: the whole root. */
  paths?: readonly string[];
  /** Writes the files. Without it nothing changes. */
  write?: boolean;
  /** Fixes what these rules find. Default: all. */
  rules?: readonly string[];
  /** Fixes what is found in this file, or on this line of it: `compose.yaml:5`. */
  only?: string;
  /** Where secret files go, relative to the folder of each compose file. Default: `./secrets`. */
  secretsDir?: string;
  /** A configuration file instead of the root's own; `false` reads none. */
  configFile?: string | false;
  /** Settings over those of the file. */
  config?: Partial<Config>;
}

interface Accepted {
  finding: LocatedFinding;
  proposal: Proposal;
}

type TellHistory = (value: Sealed, file: string) => string | undefined;

/** Everything that is to be written. */
interface Work {
  changes: FileChange[];
  secrets: SecretFile[];
  report: { fixes: FixReport["fixes"][number][]; files: FixReport["files"][number][]; left: LeftFinding[] };
}

/** Finds, plans, and writes where it is told to. */
export async function runFix(options: FixOptions): Promise<FixReport> {
  const { root, config } = resolveSettings(options);
  const { paths = [], write = false } = options;
  const isChosen = chosen(options);
  const secretsDir = checkSecretsDir(options.secretsDir ?? "./secrets");
  const workspace = diskWorkspace({ root, paths, exclude: config.exclude });
  const git = gitFor("folder");
  const tellHistory: TellHistory = (value, file) =>
    historyOf(value, file, (path, accepts) => firstCommitOf(git, root, path, accepts));
  const work: Work = { changes: [], secrets: [], report: { fixes: [], files: [], left: [] } };
  const { gaps } = await lintFor(workspace, config, (findings, located, sources) => {
    fixBatch(
      findings.flatMap((finding, index) => {
        const one = located[index];
        return one && isChosen(one) ? [{ finding, located: one }] : [];
      }),
      { ...sources, secretsDir },
      work,
      tellHistory,
    );
  });
  if (write && work.changes.length > 0) applyChanges(root, work.changes, work.secrets);
  return { ...work.report, gaps, written: write };
}

function lintFor(workspace: Workspace, config: Config = defaultConfig, onFindings: OnFindings): Promise<LintResult> {
  return lint(workspace, config, undefined, false, onFindings);
}

function fixBatch(
  findings: readonly { finding: Finding; located: LocatedFinding }[],
  sources: ProposalSources,
  { changes, secrets, report }: Work,
  tellHistory: TellHistory,
): void {
  const proposer = openProposer(sources);
  const describe = describer(sources);
  const possible: Accepted[] = [];
  for (const { finding, located } of findings) {
    const proposal = finding.remedy && proposer.propose(finding.remedy);
    if (proposal && proposal.files.length > 0) possible.push({ finding: located, proposal });
    else report.left.push({ finding: located, why: whyNot(proposal) });
  }
  const { accepted, files } = together(possible, proposer, sources, report.left);
  for (const { finding, proposal } of accepted) {
    const fix = describe(proposal);
    const history = proposal.values.flatMap(({ value }) => tellHistory(value, finding.file) ?? []);
    report.fixes.push({ finding, fix: { ...fix, steps: [...history, ...fix.steps] } });
    for (const secret of proposal.values) if (!secrets.some(({ file }) => file === secret.file)) secrets.push(secret);
  }
  for (const { file, edits } of files) {
    const before = textIn(sources.workspace, file);
    changes.push({ file, ...(before !== undefined && { before }), after: applyEdits(before ?? "", edits) });
  }
  const whole = describe({ ...nothingPlanned, files });
  report.files.push(
    ...whole.files.map(({ file, diff }) => ({ file, diff, isNew: textIn(sources.workspace, file) === undefined })),
  );
}

const nothingPlanned: Proposal = {
  plan: { title: "", safety: "safe", steps: [], cautions: [] },
  changes: [],
  files: [],
  values: [],
};

/** Those that can be made together. What cannot is left for the next run. */
function together(
  possible: readonly Accepted[],
  proposer: Proposer,
  { workspace }: ProposalSources,
  left: LeftFinding[],
): { accepted: readonly Accepted[]; files: Proposal["files"] } {
  const all = edited(possible, proposer, workspace);
  if ("files" in all) return { accepted: possible, files: all.files };
  let accepted: readonly Accepted[] = [];
  let files: Proposal["files"] = [];
  for (const one of possible) {
    const next = edited([...accepted, one], proposer, workspace);
    if ("refused" in next) left.push({ finding: one.finding, why: next.refused });
    else [accepted, files] = [[...accepted, one], next.files];
  }
  return { accepted, files };
}

/** The edits of plans together; none where a compose file would come to mean something that no plan says. */
function edited(
  plans: readonly Accepted[],
  proposer: Proposer,
  workspace: Workspace,
): { files: Proposal["files"] } | { refused: string } {
  const changes = plans.flatMap(({ proposal }) => proposal.changes);
  const made = proposer.together(changes);
  if ("refused" in made) return made;
  const byFile = groupBy(changes, ({ file }) => file);
  for (const { file, edits } of made.files) {
    const ofFile = byFile.get(file) ?? [];
    if (!ofFile.some(({ syntax }) => syntax === "compose")) continue;
    const before = textIn(workspace, file) ?? "";
    const unplanned = unplannedChanges(before, applyEdits(before, edits), ofFile);
    if (!unplanned || unplanned.length > 0) return { refused: "the file would change in more than the plan says" };
  }
  return made;
}

function whyNot(proposal: Proposal | undefined): string {
  if (proposal?.refused !== undefined) return proposal.refused;
  for (const step of proposal?.plan.steps ?? []) if (step.step === "tell") return step.say;
  return "a person has to decide";
}

/** Whether a finding was asked for. */
function chosen({ rules: ids, only }: FixOptions): (finding: LocatedFinding) => boolean {
  const known = rules.map(({ id }) => id);
  for (const id of ids ?? []) {
    if (known.includes(id)) continue;
    const near = nearest(id, known);
    throw new UserError(
      `unknown rule ${id}`,
      near === undefined ? "`runsecrets rules` lists them" : `did you mean ${near}?`,
    );
  }
  const [, file = only, line] = /^(.*?):(\d+)(?::\d+)?$/.exec(only ?? "") ?? [];
  const path = file?.replace(/^\.\//, "");
  return (finding) =>
    (ids === undefined || ids.length === 0 || ids.includes(finding.rule)) &&
    (path === undefined || finding.file === path) &&
    (line === undefined || (finding.region.startLine <= Number(line) && Number(line) <= finding.region.endLine));
}

function checkSecretsDir(folder: string): string {
  if (pathIn("", folder) === undefined || /[\s"'#:{}[\],&*!|>%@`$\\]/.test(folder))
    throw new UserError(
      `secret files cannot go into ${folder}`,
      "--secrets-dir takes a folder below each compose file",
    );
  return folder;
}

function textIn(workspace: Workspace, file: string): string | undefined {
  const reading = workspace.read(file);
  return "text" in reading ? reading.text : undefined;
}
