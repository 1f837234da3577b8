import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { showPlace } from "../facts/shown.ts";
import type { Family } from "../images/index.ts";
import type { Severity } from "../rules/rule.ts";
import type { Config, Ignore, Words } from "./config.ts";
import { examples, failOns, ignoreKeys, keys, overrideKeys, ruleSettings, wordKeys } from "./config-keys.ts";
import { ownImage } from "./own-images.ts";
import type { ConfigScene, Path } from "./scene.ts";

interface Scene extends ConfigScene {
  /** Where each pattern is written. */
  places: Map<string, string>;
}

/** Reads a configuration from plain data. Errors name keys and places, never a value: the file could hold anything. */
export function checkConfig(data: unknown, configScene: ConfigScene): Partial<Config> {
  if (data === undefined || data === null) return {};
  const places = new Map<string, string>();
  const scene: Scene = { ...configScene, places };
  const config: { -readonly [Key in keyof Config]?: Config[Key] } = {};
  for (const [key, value] of entries(data, [], scene)) {
    // A key whose lines are all commented out.
    if (value === null && keys.includes(key)) continue;
    if (key === "rules") config.rules = ruleTable(value, [key], scene);
    else if (key === "overrides")
      config.overrides = list(value, [key], scene).map((entry, at) => override(entry, [key, at], scene));
    else if (key === "baseline") config.baseline = text(value, [key], scene);
    else if (key === "fail-on") config.failOn = choice(value, [key], failOns, scene);
    else if (key === "exclude" || key === "swarm")
      config[key] = list(value, [key], scene).map((glob, at) => text(glob, [key, at], scene));
    else if (key === "examples") config.examples = choice(value, [key], examples, scene);
    else if (key === "ignore")
      config.ignore = list(value, [key], scene).map((entry, at) => ignored(entry, [key, at], scene));
    else if (key === "images")
      config.images = list(value, [key], scene).map((entry, at) => image(entry, [key, at], scene));
    else if (key === "secrets") config.secrets = words(value, scene);
    else unknownKey(key, [], keys, scene);
  }
  if (places.size > 0) config.places = places;
  return config;
}

function image(data: unknown, path: Path, scene: Scene): Family {
  const family = ownImage(data, path, scene);
  const { variablePattern } = family;
  if (variablePattern !== undefined) notePlace(variablePattern, [...path, "variable-pattern"], scene);
  return family;
}

function notePlace(pattern: string, path: Path, { places, at }: Scene): void {
  if (!places.has(pattern)) places.set(pattern, at(path, "value"));
}

/** Says which of the ids is no rule, on one line. */
export function checkRuleIds(ids: Iterable<string>, known: readonly string[]): void {
  for (const id of ids) if (!known.includes(id)) throw unknownRule(id, known);
}

export function unknownRule(id: string, known: readonly string[]): UserError {
  return new UserError(`unknown rule ${showPlace(id)}`, didYouMean(id, known, "`runsecrets rules` lists them all"));
}

function ruleTable(data: unknown, path: Path, scene: ConfigScene): Config["rules"] {
  const table: Record<string, Severity | "off"> = {};
  for (const [id, setting] of entries(data, path, scene)) {
    if (!scene.rules.includes(id)) {
      const hint = didYouMean(id, scene.rules, "`runsecrets rules` lists them all");
      throw new UserError(`${scene.at([...path, id], "key")}: unknown rule ${nameOf(id)}`, hint);
    }
    table[id] = choice(setting, [...path, id], ruleSettings, scene);
  }
  return table;
}

function override(data: unknown, path: Path, scene: ConfigScene): Config["overrides"][number] {
  const entry: Record<string, unknown> = Object.fromEntries(entries(data, path, scene));
  for (const key of Object.keys(entry)) if (!overrideKeys.includes(key)) unknownKey(key, path, overrideKeys, scene);
  const { paths, rules } = entry;
  if (paths === undefined || rules === undefined) {
    const missing = paths === undefined ? "paths" : "rules";
    throw new UserError(`${scene.at(path, "value")}: an override needs \`${missing}\``);
  }
  const at = [...path, "paths"];
  return {
    paths: list(paths, at, scene).map((glob, index) => text(glob, [...at, index], scene)),
    rules: ruleTable(rules, [...path, "rules"], scene),
  };
}

function words(data: unknown, scene: Scene): Words {
  const found: Record<keyof Words, string[]> = { names: [], "not-names": [], values: [], "not-values": [] };
  for (const [key, value] of entries(data, ["secrets"], scene)) {
    const known = wordKeys.find((one) => one === key) ?? unknownKey(key, ["secrets"], wordKeys, scene);
    const path = ["secrets", known];
    found[known] = list(value, path, scene).map((pattern, at) => text(pattern, [...path, at], scene));
    for (const [at, pattern] of found[known].entries()) notePlace(pattern, [...path, at], scene);
  }
  return found;
}

function ignored(data: unknown, path: Path, scene: ConfigScene): Ignore {
  const entry: Record<string, string> = {};
  for (const [key, value] of entries(data, path, scene)) {
    if (!ignoreKeys.includes(key)) unknownKey(key, path, ignoreKeys, scene);
    entry[key] = text(value, [...path, key], scene);
  }
  const { rule, because, until, path: glob, subject, key } = entry;
  const origin = scene.at(path, "value");
  if (rule === undefined) throw new UserError(`${origin}: an ignore needs \`rule\``);
  if (!scene.rules.includes(rule)) {
    const hint = didYouMean(rule, scene.rules, "`runsecrets rules` lists them all");
    throw new UserError(`${scene.at([...path, "rule"], "value")}: \`rule\` names no rule`, hint);
  }
  if (because === undefined || because.trim() === "") {
    throw new UserError(`${origin}: an ignore needs \`because\``, "say why it is accepted");
  }
  if (until !== undefined && !isDate(until)) {
    throw new UserError(`${scene.at([...path, "until"], "value")}: \`until\` is no date`, "write it as 2026-12-31");
  }
  return {
    rule,
    because,
    origin,
    ...(glob !== undefined && { path: glob }),
    ...(subject !== undefined && { subject }),
    ...(key !== undefined && { key }),
    ...(until !== undefined && { until }),
  };
}

function entries(data: unknown, path: Path, scene: ConfigScene): [string, unknown][] {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return Object.entries(data);
  throw new UserError(`${scene.at(path, "value")}: ${nodeName(path)} must hold keys and values`);
}

function list(data: unknown, path: Path, scene: ConfigScene): unknown[] {
  if (Array.isArray(data)) return data;
  throw new UserError(`${scene.at(path, "value")}: ${nodeName(path)} must be a list`);
}

function text(data: unknown, path: Path, scene: ConfigScene): string {
  if (typeof data === "string" && data !== "") return data;
  throw new UserError(`${scene.at(path, "value")}: ${nodeName(path)} must be a text`);
}

function choice<T extends string>(data: unknown, path: Path, choices: readonly T[], scene: ConfigScene): T {
  const chosen = choices.find((one) => one === data);
  if (chosen !== undefined) return chosen;
  const hint = didYouMean(typeof data === "string" ? data : "", choices, "");
  const must = `${nodeName(path)} must be one of ${choices.join(", ")}`;
  throw new UserError(`${scene.at(path, "value")}: ${must}`, hint === "" ? undefined : hint);
}

function unknownKey(key: string, path: Path, known: readonly string[], scene: ConfigScene): never {
  const hint = didYouMean(key, known, `known are ${known.join(", ")}`);
  throw new UserError(`${scene.at([...path, key], "key")}: unknown key ${nameOf(key)}`, hint);
}

function nodeName(path: Path): string {
  const key = path.findLast((step) => typeof step === "string");
  return key === undefined
    ? "the configuration"
    : typeof path.at(-1) === "number"
      ? `each of \`${key}\``
      : `\`${key}\``;
}

/** A key, when it looks like one: what is there could be anything. */
function nameOf(key: string): string {
  return /^[A-Za-z][\w-]{0,39}$/.test(key) ? key : "(not shown)";
}

function isDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
