import type { Config } from "../config/config.ts";
import { compiledImages } from "../config/own-images.ts";
import { vocabularyOf } from "../config/vocabulary.ts";
import { isCommonValue } from "../detection/common-value.ts";
import { createJudge } from "../rules/judge.ts";
import type { EngineCapture } from "../runtime/capture.ts";
import type { Host } from "../runtime/probe/host.ts";
import { probe } from "../runtime/probe/index.ts";
import type { ProbeOptions } from "../runtime/probe/options.ts";
import { audit } from "./audit.ts";
import { type Declared, declaredFiles } from "./declared.ts";
import { type Run, resolveSettings, toRun } from "./settings.ts";

/** Which engine to audit, and how. */
export interface AuditOptions extends Omit<ProbeOptions, "trace"> {
  /**
   * As root on the engine's host: looks for the values of mounted secrets in so many bytes of each log, layer and
   * volume.
   */
  trace?: { logs: number; deep: number };
  /** How many days old a secret may be. Default: 90. */
  maxAge?: number;
  /** Where the configuration is. Default: the working directory. */
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
  const started = Date.now();
  const { root, config } = resolveSettings(options);
  const judge = createJudge({ vocabulary: await vocabularyOf(config), images: await compiledImages(config) });
  let declared: Declared | undefined;
  const { trace, maxAge = 90, ...asked } = options;
  const traced = trace && { trace: { ...trace, isCommon: isCommonValue } };
  const { capture, level } = await probe({ ...asked, ...traced }, host, (local) => {
    declared = declaredFiles(root, options.against, local);
    return declared.targetsOf;
  });
  try {
    const ages = { now: started, most: maxAge };
    return toRun(audit({ ...capture, ages }, level.is, { config, declared, judge }), config, started);
  } finally {
    wipeContents(capture);
  }
}

/** The values of secrets live no longer than their audit. */
function wipeContents({ containers }: EngineCapture): void {
  for (const { proc } of containers) for (const { content } of proc?.files ?? []) content?.wipe();
}
