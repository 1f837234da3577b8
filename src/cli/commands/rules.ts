import type { RuleCard } from "../../rules/rule.ts";

/** What `runsecrets rules` prints: one line a rule. */
export function rulesList(rules: readonly RuleCard[]): string {
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => text.length));
  const id = widest(rules.map((rule) => rule.id));
  const severity = widest(rules.map((rule) => rule.severity));
  return rules.map((rule) => `${rule.id.padEnd(id)}  ${rule.severity.padEnd(severity)}  ${rule.title}\n`).join("");
}
