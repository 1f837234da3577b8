import type { Family } from "../images/index.ts";
import type { Severity } from "../rules/rule.ts";
import type { FailOn } from "./threshold.ts";

/** One entry of `ignore`: findings that somebody accepted. What is absent matches everything. */
export interface Ignore {
  rule: string;
  /** A glob as in `.gitignore`, relative to the root of the run. */
  path?: string;
  /** A subject's id, or the name in it: `service:compose.yaml#db`, `db`. */
  subject?: string;
  /** The variable, path or program the finding is about. */
  key?: string;
  because: string;
  /** The last day on which it holds, `2026-12-31`. */
  until?: string;
  /** Where it is written, for what is said about it. */
  origin: string;
}

/** What a run is told beside its files. */
export interface Config {
  /** Each rule's own severity, or `off`, where it differs from the default. */
  rules: Readonly<Record<string, Severity | "off">>;
  failOn: FailOn;
  /** Globs as in `.gitignore`: files that are not read. */
  exclude: readonly string[];
  /** What becomes of findings in templates, documentation and test fixtures: dropped, kept as `info`, kept as they are. */
  examples: "off" | "note" | "full";
  ignore: readonly Ignore[];
  /** Which secrets the user's own images read from files, or what the catalogue says of others otherwise. */
  images: readonly Family[];
}

/** What holds where nothing else is said. */
export const defaultConfig: Config = { rules: {}, failOn: "low", exclude: [], examples: "off", ignore: [], images: [] };

/** One configuration over another: single settings win, lists and rules add up. */
export function layered(base: Config, over: Partial<Config>): Config {
  return {
    rules: { ...base.rules, ...over.rules },
    failOn: over.failOn ?? base.failOn,
    exclude: [...base.exclude, ...(over.exclude ?? [])],
    examples: over.examples ?? base.examples,
    ignore: [...base.ignore, ...(over.ignore ?? [])],
    images: [...base.images, ...(over.images ?? [])],
  };
}
