import { resolve } from "node:path";
import { checkRuleIds } from "../config/check-config.ts";
import { type Config, defaultConfig, layered } from "../config/config.ts";
import { findConfig } from "../config/config-file.ts";
import type { RunReport } from "../findings/report.ts";
import { rules } from "../rules/index.ts";

/** Where a run is, and what it was told beside its configuration file. */
export interface Settings {
  cwd?: string;
  configFile?: string | false;
  config?: Partial<Config>;
}

/** A report, and what else the command line needs to know of a run. */
export interface Run {
  report: RunReport;
  config: Config;
  /** For standard error: what no report says. */
  notes: readonly string[];
}

/** The root of a run and its configuration: what was told is over the file, and that over the defaults. */
export function resolveSettings({ cwd = ".", configFile, config = {} }: Settings): { root: string; config: Config } {
  const root = resolve(cwd);
  const ids = rules.map((rule) => rule.id);
  for (const table of [config, ...(config.overrides ?? [])]) checkRuleIds(Object.keys(table.rules ?? {}), ids);
  const { config: fromFile, origin } = configFile === false ? { config: {} } : findConfig(root, ids, configFile);
  const base = layered(defaultConfig, fromFile);
  return { root, config: layered(origin === undefined ? base : { ...base, origin }, config) };
}

/**
 * What a run found, with what every report says about a run. `started` is of `Date.now()`: loading `performance` takes
 * longer than linting a small file.
 */
export function toRun(found: Found, config: Config, started: number): Run {
  const { notes, ...result } = found;
  return { report: { ...result, elapsedMs: Date.now() - started, rules, version: __VERSION__ }, config, notes };
}

type Found = Omit<RunReport, "elapsedMs" | "rules" | "version"> & Pick<Run, "notes">;
