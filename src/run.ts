import { resolve } from "node:path";
import { type LintResult, lint } from "./lint.ts";
import { checkRuleIds } from "./policy/check-config.ts";
import { type Config, defaultConfig, layered } from "./policy/config.ts";
import { readConfig } from "./policy/config-file.ts";
import type { RunReport } from "./reporters/report.ts";
import { rules } from "./rules/index.ts";
import type { Workspace } from "./workspace/workspace.ts";

/** What to lint, and how. */
export interface LintOptions {
  /** The root of the run: paths are relative to it, and its configuration file holds. Default: the working directory. */
  cwd?: string;
  /** Files and folders to look at. Default: the whole root. */
  paths?: readonly string[];
  /** Look at what git's next commit will hold: at the files that are staged, as they are staged. */
  staged?: boolean;
  /** A file of findings that are known and not reported, instead of the one the configuration names. */
  baseline?: string;
  /** Tell of every finding what a baseline keeps of its value; none is used then. */
  checks?: boolean;
  /** Texts by path, instead of what lies in the root. */
  files?: Readonly<Record<string, string>>;
  /** A configuration file instead of the root's own; `false` reads none. */
  configFile?: string | false;
  /** Settings over those of the file. */
  config?: Partial<Config>;
}

/** A report, and what else the command line needs to know of a run. */
export interface Run {
  report: RunReport;
  config: Config;
  /** For standard error: what no report says. */
  notes: readonly string[];
}

/** One whole run: configuration, workspace, the straight line. */
export async function run(options: LintOptions): Promise<Run> {
  // Not `performance`: loading it takes longer than linting a small file.
  const started = Date.now();
  const root = resolve(options.cwd ?? ".");
  const ids = rules.map((rule) => rule.id);
  checkRuleIds(Object.keys(options.config?.rules ?? {}), ids);
  const { configFile } = options;
  const fromFile = configFile === false ? {} : await readConfig(root, ids, configFile);
  const config = layered(layered(defaultConfig, fromFile), options.config ?? {});
  const baseline = options.checks ? undefined : (options.baseline ?? config.baseline);
  const checks = options.checks || baseline !== undefined;
  const { notes, ...found } = await lint(await workspaceOf(root, options, config), config, undefined, checks);
  const result = baseline === undefined ? found : await withoutKnown(root, baseline, found);
  const report = { ...result, elapsedMs: Date.now() - started, rules, version: __VERSION__ };
  return { report, config, notes };
}

/** Loaded here, because most runs know no baseline. */
async function withoutKnown(root: string, baseline: string, found: Omit<LintResult, "notes">) {
  const known = await import("./policy/baseline-file.ts");
  return known.withoutKnown(root, baseline, found);
}

async function workspaceOf(root: string, { files, paths, staged }: LintOptions, config: Config): Promise<Workspace> {
  if (staged) {
    const { stagedWorkspace } = await import("./workspace/staged.ts");
    return stagedWorkspace(root, paths ?? [], config.exclude);
  }
  if (!files) {
    const { diskWorkspace } = await import("./workspace/disk.ts");
    return diskWorkspace({ root, paths: paths ?? [], exclude: config.exclude });
  }
  const { memoryWorkspace } = await import("./workspace/memory.ts");
  const workspace = memoryWorkspace(files);
  // Somebody named these, so they are read whatever they are called.
  return { ...workspace, list: async () => (await workspace.list()).map((entry) => ({ ...entry, given: true })) };
}
