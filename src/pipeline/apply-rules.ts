import { type Finding, finding } from "../findings/finding.ts";
import type { JudgedWorld } from "../rules/judged-world.ts";
import { effectiveServices } from "../rules/related-services.ts";
import type { Report, Rule } from "../rules/rule.ts";

/** Runs every rule over everything that was seen. */
export function applyRules(rules: Iterable<Rule>, world: JudgedWorld): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const report of reports(rule, world)) {
      const found = finding(rule, report);
      findings.push({ ...found, related: [...found.related, ...effectiveServices(report.at, world)] });
    }
  }
  return findings;
}

function* reports(rule: Rule, world: JudgedWorld): Generator<Report> {
  if (rule.over === "world") {
    yield* list(rule.check(world));
    return;
  }
  // The one cast: the compiler cannot see that `all(rule.over)` fits `rule.check` for each member of the union.
  const check = rule.check as (fact: unknown, world: JudgedWorld) => ReturnType<typeof rule.check>;
  for (const fact of world.all(rule.over)) yield* list(check(fact, world));
}

function list(verdict: Report | readonly Report[] | undefined): readonly Report[] {
  if (verdict === undefined) return [];
  return Array.isArray(verdict) ? verdict : [verdict as Report];
}
