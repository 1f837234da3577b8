import ignore from "ignore";
import type { Config } from "../config/config.ts";
import { ruleSettings } from "../config/rule-settings.ts";
import type { Finding } from "../findings/finding.ts";

/**
 * Without the findings of rules that are off, those in excluded files that another file led to, and those in examples
 * unless the config asks for them.
 */
export function filterEnabled(findings: readonly Finding[], config: Config): Finding[] {
  const { examples, exclude } = config;
  const setting = ruleSettings(config);
  const excluded = ignore().add([...exclude]);
  const isExcluded = (file: string) => exclude.length > 0 && ignore.isPathValid(file) && excluded.ignores(file);
  return findings.filter(
    ({ rule, example, at }) =>
      setting(rule, at.file) !== "off" && (!example || examples !== "off") && !isExcluded(at.file),
  );
}

/**
 * With the severities the config gives. After twins are one: the severity of the rule that speaks is what somebody
 * chose, whatever another
 * rule thought of the same secret. What is reported of suppression comments comes in here, and is dropped where it is
 * off.
 */
export function applySeverities(findings: readonly Finding[], config: Config): Finding[] {
  const setting = ruleSettings(config);
  return findings.flatMap((finding): Finding[] => {
    const severity = setting(finding.rule, finding.at.file);
    if (severity === "off") return [];
    if (finding.example && config.examples === "note") return [{ ...finding, severity: "info" }];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}
