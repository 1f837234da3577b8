import { audit } from "./audit.ts";
import { type Declared, declaredFiles } from "./declared.ts";
import type { Config } from "./policy/config.ts";
import { compiledImages } from "./policy/own-images.ts";
import { vocabularyOf } from "./policy/vocabulary.ts";
import type { Host } from "./runtime/probe/host.ts";
import { probe } from "./runtime/probe/index.ts";
import type { ProbeOptions } from "./runtime/probe/options.ts";
import { finished, type Run, settle } from "./settings.ts";

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
  const started = Date.now();
  const { root, config: written } = settle(options);
  const config = { ...written, images: await compiledImages(written) };
  const vocabulary = await vocabularyOf(config);
  let declared: Declared | undefined;
  const { capture, level } = await probe(options, host, (local) => {
    declared = declaredFiles(root, options.against, local);
    return declared.targetsOf;
  });
  return finished(audit(capture, level.is, { config, declared, vocabulary }), config, started);
}
