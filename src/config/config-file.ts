import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { className, UserError } from "../errors.ts";
import type { Config } from "./config.ts";
import { parseConfig } from "./parse-config.ts";

const names = ["runsecrets.yaml", "runsecrets.yml", ".config/runsecrets.yaml"];
const largest = 1024 * 1024;

/** The configuration of a folder, from the file named or the first of the known ones; empty where there is none. */
export function readConfig(root: string, rules: readonly string[], named?: string): Partial<Config> {
  const name = named ?? theOne(names.filter((candidate) => existsSync(join(root, candidate))));
  const inPackage = name === undefined || /(^|[\\/])package\.json$/.test(name);
  if (name !== undefined) return parsed(name, textOf(root, name), inPackage, rules);
  if (!existsSync(join(root, "package.json"))) return {};
  const text = textOf(root, "package.json");
  return text.includes('"runsecrets"') && hasSection(text) ? parsed("package.json", text, true, rules) : {};
}

function theOne(found: readonly string[]): string | undefined {
  if (found.length > 1) throw new UserError(`more than one configuration: ${found.join(", ")}`, "keep one of them");
  return found[0];
}

function textOf(root: string, name: string): string {
  const path = isAbsolute(name) ? name : join(root, name);
  try {
    if (statSync(path).size > largest) throw new UserError(`the configuration ${name} is larger than 1 MiB`);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    throw new UserError(
      code === "ENOENT" ? `no configuration at ${name}` : `cannot read the configuration ${name} (${code})`,
    );
  }
}

/** Most package.json files only name us as a dependency, which the YAML parser, slower than this one, need not find out. */
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
