import { resolve } from "node:path";
import { audit } from "./audit.ts";
import { type Declared, declaredFiles } from "./declared.ts";
import { checkRuleIds } from "./policy/check-config.ts";
import { type Config, defaultConfig, layered } from "./policy/config.ts";
import { readConfig } from "./policy/config-file.ts";
import { rules } from "./rules/index.ts";
import type { Run } from "./run.ts";
import type { Host } from "./runtime/probe/host.ts";
import { type ProbeOptions, probe } from "./runtime/probe/index.ts";

/** Which engine to audit, and how. */
export interface AuditOptions extends ProbeOptions {
  /** Where the configuration lies. Default: the working directory. */
  cwd?: string;
  /** A configuration file instead of that folder's own; `false` reads none. */
  configFile?: string | false;
  /** A compose file to compare with, instead of those that the containers were started from. */
  against?: string;
  /** Settings over those of the file. */
  config?: Partial<Config>;
}

/** One whole audit: configuration, probes, the straight line. */
export async function runAudit(options: AuditOptions, host: Host): Promise<Run> {
  const started = performance.now();
  const root = resolve(options.cwd ?? ".");
  const ids = rules.map((rule) => rule.id);
  checkRuleIds(Object.keys(options.config?.rules ?? {}), ids);
  const { configFile } = options;
  const fromFile = configFile === false ? {} : await readConfig(root, ids, configFile);
  const config = layered(layered(defaultConfig, fromFile), options.config ?? {});
  let declared: Declared | undefined;
  const { capture, level } = await probe(options, host, (local) => {
    declared = declaredFiles(root, options.against, local);
    return declared.targetsOf;
  });
  const { notes, ...result } = audit(capture, level.is, config, declared);
  const report = { ...result, elapsedMs: performance.now() - started, rules, version: __VERSION__ };
  return { report, config, notes };
}
