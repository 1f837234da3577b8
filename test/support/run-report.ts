import type { LocatedFinding, Region, RunReport } from "../../src/findings/report.ts";
import type { Rule } from "../../src/rules/rule.ts";

/** A region of one line. */
export function onLine(line: number, from = 1, to = from + 1): Region {
  return { startLine: line, startColumn: from, endLine: line, endColumn: to };
}

/** A finding with whatever the test cares about, and plain words for the rest. */
export function located(parts: Partial<LocatedFinding> = {}): LocatedFinding {
  const file = parts.file ?? "compose.yaml";
  const key = parts.key ?? "POSTGRES_PASSWORD";
  const rule = parts.rule ?? "secret-in-env";
  return {
    rule,
    say: "plain",
    severity: "high",
    confidence: "high",
    subject: `service:${file}#db`,
    key,
    what: `${key} is written in plain text`,
    instead: `grant the secret and set ${key}_FILE`,
    paste: [],
    example: false,
    file,
    region: onLine(1),
    relatedRegions: [],
    lineHash: "c129715d7a2bc9a3:1",
    ...parts,
  };
}

/** A rule with the words a reporter needs. */
export function ruleNamed(id: string, parts: Partial<Rule> = {}): Rule {
  return {
    id,
    title: `What ${id} finds`,
    why: "Everyone with access to the engine can read it.",
    severity: "high",
    tags: ["CWE-798"],
    messages: {},
    examples: [
      {
        bad: { files: { "compose.yaml": "services: {}\n" } },
        good: { files: { "compose.yaml": "secrets:\n  db:\n    file: ./db\n" } },
      },
    ],
    over: "world",
    check: () => undefined,
    ...parts,
  } as Rule;
}

export function runReport(parts: Partial<RunReport> = {}): RunReport {
  return {
    findings: [],
    gaps: [],
    scanned: { Dockerfile: 3, "compose file": 4, "env file": 7 },
    suppressed: 0,
    elapsedMs: 90,
    rules: [ruleNamed("secret-in-env"), ruleNamed("secret-in-url", { severity: "critical" })],
    version: "1.2.3",
    ...parts,
  };
}

/** Many findings in many files, of every severity. */
export function manyFindings(amount: number): LocatedFinding[] {
  const severities = ["low", "high", "info", "critical", "medium"] as const;
  return Array.from({ length: amount }, (_, at) =>
    located({
      rule: at % 2 === 0 ? "secret-in-env" : "secret-in-url",
      severity: severities[at % severities.length] ?? "low",
      file: `services/${at % 97}/compose.yaml`,
      key: `KEY_${at}`,
      region: onLine(1 + Math.floor(at / 97), 7, 40),
    }),
  );
}
