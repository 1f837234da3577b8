import type { Config } from "../config/config.ts";
import type { LintResult } from "../findings/report.ts";
import { diskWorkspace } from "../inputs/disk.ts";
import { memoryWorkspace } from "../inputs/memory.ts";
import { stagedWorkspace } from "../inputs/staged.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { type BaselineName, withoutKnown } from "../policy/baseline-file.ts";
import { listTogether } from "../policy/list-together.ts";
import { linesOfDiff, linesSince, onlyChanged } from "../policy/only-changed.ts";
import { lint } from "./lint.ts";
import { type Run, resolveSettings, toRun } from "./settings.ts";

/** What to lint, and how. */
export interface LintOptions {
  /**
   * The root of the run: paths are relative to it, and its configuration file holds. Default: the working directory.
   */
  cwd?: string;
  /** Files and folders to look at. Default: the whole root. */
  paths?: readonly string[];
  /** Look at what git's next commit will hold: at the files that are staged, as they are staged. */
  staged?: boolean;
  /** Report what is on lines that are new since this revision of git's, or has its cause there. Everything is read. */
  since?: string;
  /** The same for the lines that are new in this unified diff, whose paths are relative to the root. */
  diff?: string;
  /** A file of findings that are known and not reported, instead of the one the configuration names. */
  baseline?: string;
  /** Report with every finding what a baseline keeps of its value; none is used then. */
  checks?: boolean;
  /** Texts by path, instead of what is in the root. */
  files?: Readonly<Record<string, string>>;
  /** A configuration file instead of the root's own; `false` reads none. */
  configFile?: string | false;
  /** Settings over those of the file. */
  config?: Partial<Config>;
}

/** One whole run: configuration, workspace, the straight line. */
export async function run(options: LintOptions): Promise<Run> {
  const started = Date.now();
  const { root, config } = resolveSettings(options);
  const baseline = options.checks ? undefined : baselineOf(options.baseline, config.baseline);
  const checks = options.checks || baseline !== undefined;
  const changed = changedIn(root, options);
  const all = await lint(workspaceOf(root, options, config), config, undefined, checks);
  const found = changed ? changed(all) : all;
  // A baseline knows them one by one.
  if (baseline === undefined && options.checks) return toRun(found, config, started);
  const fresh = baseline === undefined ? found : withoutKnown(root, baseline, found);
  return toRun({ ...fresh, findings: listTogether(fresh.findings) }, config, started);
}

function baselineOf(named: string | undefined, configured: string | undefined): BaselineName | undefined {
  if (named !== undefined) return { name: named, named: true };
  return configured === undefined ? undefined : { name: configured, named: false };
}

/** What keeps the findings of changed lines. */
function changedIn(root: string, { since, diff }: LintOptions) {
  if (since === undefined && diff === undefined) return;
  const changed = since === undefined ? linesOfDiff(diff ?? "") : linesSince(root, since);
  return (found: LintResult) => onlyChanged(found, changed);
}

/** Where the files of a run come from. */
export function workspaceOf(root: string, { files, paths, staged }: LintOptions, config: Config): Workspace {
  if (staged) return stagedWorkspace(root, paths ?? [], config.exclude);
  if (!files) return diskWorkspace({ root, paths: paths ?? [], exclude: config.exclude });
  const workspace = memoryWorkspace(files);
  // Somebody named these, so they are read whatever they are called.
  return { ...workspace, list: async () => (await workspace.list()).map((entry) => ({ ...entry, given: true })) };
}
