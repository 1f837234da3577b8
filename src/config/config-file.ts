import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { openDoor } from "../inputs/door.ts";
import { sayRefusal } from "../inputs/refusal.ts";
import { type Content, type Given, readNamedFile } from "../inputs/regular-file.ts";
import type { Config } from "./config.ts";
import { parseConfig } from "./parse-config.ts";

const names = ["runsecrets.yaml", "runsecrets.yml", ".config/runsecrets.yaml"];
const largest = 1024 * 1024;
/** Of a package.json, which is a configuration only where it has a section for us. */
const largestPackage = 10 * largest;

/** The configuration of a folder, from the file named or the first of the known ones; empty where there is none. */
export function readConfig(root: string, rules: readonly string[], named?: string): Partial<Config> {
  return findConfig(root, rules, named).config;
}

/** The same with the file's name, where there is one. */
export function findConfig(
  root: string,
  rules: readonly string[],
  named?: string,
): { config: Partial<Config>; origin?: string } {
  if (named !== undefined) {
    const isPackage = /(^|[\\/])package\.json$/.test(named);
    const text = textOf(named, readNamedFile(resolve(root, named), isPackage ? largestPackage : largest));
    return { config: parsed(named, text, isPackage, rules), origin: named };
  }
  const door = openDoor(root);
  const origin = theOne(names.filter(door.isTaken));
  if (origin !== undefined) {
    return { config: parsed(origin, textOf(origin, door.read(origin, largest)), false, rules), origin };
  }
  const given = door.read("package.json", largestPackage);
  // One that cannot be read, or is no regular file, is no configuration; the listing says what it is.
  if ("refused" in given || !given.gave.complete) return { config: {} };
  const text = given.gave.bytes.toString("utf8");
  if (!text.includes('"runsecrets"') || !hasSection(text)) return { config: {} };
  return { config: parsed("package.json", textOf("package.json", given), true, rules), origin: "package.json" };
}

function theOne(found: readonly string[]): string | undefined {
  if (found.length > 1) throw new UserError(`more than one configuration: ${found.join(", ")}`, "keep one of them");
  return found[0];
}

function textOf(name: string, given: Given<Content>): string {
  if ("refused" in given) {
    if (given.refused === "gone") throw new UserError(`no configuration at ${name}`);
    const hint = given.refused === "outside" ? "`--config` may name a file anywhere" : undefined;
    throw new UserError(`cannot read the configuration ${name} (${sayRefusal(given.refused)})`, hint);
  }
  const { bytes, complete } = given.gave;
  if (!complete || bytes.length > largest) throw new UserError(`the configuration ${name} is larger than 1 MiB`);
  return bytes.toString("utf8");
}

/**
 * Most package.json files only name us as a dependency, which the YAML parser, slower than this one, need not find out.
 */
function hasSection(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof data === "object" && data !== null && Object.hasOwn(data, "runsecrets");
  } catch {
    return false;
  }
}

function parsed(name: string, text: string, inPackage: boolean, rules: readonly string[]) {
  return parseConfig(name, text, rules, inPackage ? "runsecrets" : undefined);
}
