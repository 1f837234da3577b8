import type { Family } from "../images/index.ts";
import type { Severity } from "../rules/rule.ts";

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
  /** Where it is written, for what is reported about it. */
  origin: string;
}

/** What the project says about its own names and values: patterns of RE2, for names in any case and as a whole. */
export interface Words {
  /** Names that ask for a secret. */
  names: readonly string[];
  /** Names that do not, whatever their words say. */
  "not-names": readonly string[];
  /** Shapes of secrets, wherever in a value they are. */
  values: readonly string[];
  /** Whole values that are no secrets. */
  "not-values": readonly string[];
}

/** Each rule's own severity, or `off`, where it differs from the default. */
type RuleTable = Readonly<Record<string, Severity | "off">>;

/** What holds for some files only. */
interface Override {
  /** Globs as in `.gitignore`, relative to the root of the run. */
  paths: readonly string[];
  rules: RuleTable;
}

/** What a run is told beside its files. */
export interface Config {
  rules: RuleTable;
  /** For some files, over `rules`; the last that names a rule holds. */
  overrides: readonly Override[];
  failOn: FailOn;
  /** Globs as in `.gitignore`: files that are not read. */
  exclude: readonly string[];
  /**
   * What becomes of findings in templates, documentation and test fixtures: dropped, kept as `info`, kept as they are.
   */
  examples: "off" | "note" | "full";
  ignore: readonly Ignore[];
  /** Which secrets the user's own images read from files, or what the catalogue says about others otherwise. */
  images: readonly Family[];
  secrets: Words;
  /** Globs as in `.gitignore`: compose files that are deployed to a swarm, where nothing in them says so. */
  swarm: readonly string[];
  /** The file of findings that are known, relative to the root. */
  baseline?: string;
  /** The file it was read from, for what is reported about it. */
  origin?: string;
  /** Where each pattern of `secrets` and `images` is written: `runsecrets.yaml:3`. For what is wrong with it. */
  places?: ReadonlyMap<string, string>;
  /** Say about everything that was judged and not reported why. Not for configuration files. */
  debug: boolean;
}

const noWords: Words = { names: [], "not-names": [], values: [], "not-values": [] };

/** What holds where nothing else is reported. */
export const defaultConfig: Config = {
  rules: {},
  overrides: [],
  failOn: "low",
  exclude: [],
  examples: "off",
  ignore: [],
  images: [],
  secrets: noWords,
  swarm: [],
  debug: false,
};

/**
 * One configuration over another: single settings win, lists and rules add up. A rule that is set anew is set for all
 * files.
 */
export function layered(base: Config, over: Partial<Config>): Config {
  return {
    rules: { ...base.rules, ...over.rules },
    overrides: [...base.overrides.map((one) => without(one, over.rules ?? {})), ...(over.overrides ?? [])],
    failOn: over.failOn ?? base.failOn,
    exclude: [...base.exclude, ...(over.exclude ?? [])],
    examples: over.examples ?? base.examples,
    ignore: [...base.ignore, ...(over.ignore ?? [])],
    images: [...base.images, ...(over.images ?? [])],
    secrets: joined(base.secrets, over.secrets ?? noWords),
    swarm: [...base.swarm, ...(over.swarm ?? [])],
    debug: over.debug ?? base.debug,
    ...baselineOf(over.baseline ?? base.baseline),
    ...((over.origin ?? base.origin) !== undefined && { origin: over.origin ?? base.origin }),
    ...placesOf([...(base.places ?? []), ...(over.places ?? [])]),
  };
}

function placesOf(places: readonly (readonly [string, string])[]): Pick<Config, "places"> {
  return places.length === 0 ? {} : { places: new Map(places) };
}

function without({ paths, rules }: Override, anew: RuleTable): Override {
  return { paths, rules: Object.fromEntries(Object.entries(rules).filter(([id]) => !Object.hasOwn(anew, id))) };
}

function baselineOf(baseline: string | undefined): Pick<Config, "baseline"> {
  return baseline === undefined ? {} : { baseline };
}

function joined(one: Words, other: Words): Words {
  return {
    names: [...one.names, ...other.names],
    "not-names": [...one["not-names"], ...other["not-names"]],
    values: [...one.values, ...other.values],
    "not-values": [...one["not-values"], ...other["not-values"]],
  };
}
/** From which severity on findings make a run fail. */
export type FailOn = Severity | "never";
