import ignore from "ignore";
import type { Severity } from "../rules/rule.ts";
import type { Config } from "./config.ts";

/**
 * What the config sets for a rule in a file: by the last override for that file that names the rule, or for all files;
 * nothing where it leaves the default.
 */
export function ruleSettings({
  rules,
  overrides,
}: Pick<Config, "rules" | "overrides">): (rule: string, file: string) => Severity | "off" | undefined {
  if (overrides.length === 0) return (rule) => rules[rule];
  const tests = overrides.map((one) => ({ rules: one.rules, paths: ignore().add([...one.paths]) })).reverse();
  return (rule, file) => {
    const over = tests.find(
      (one) => Object.hasOwn(one.rules, rule) && ignore.isPathValid(file) && one.paths.ignores(file),
    );
    return (over?.rules ?? rules)[rule];
  };
}
