import type { RunReport } from "../../src/findings/report.ts";
import { audit } from "../../src/pipeline/audit.ts";
import { rules } from "../../src/rules/index.ts";
import { captures, readCapture } from "./captures.ts";
import { located, manyFindings, onLine, ruleNamed, runReport } from "./run-report.ts";

/** Names that somebody may really give, or give on purpose. */
const hostileNames = [
  "a b.yaml",
  "with:colon/and?query#fragment.yaml",
  "100%.env",
  "..\\windows\\path",
  "../outside/.env",
  "/etc/absolute.env",
  "line\nbreak\r.env",
  "\u001b[31mred\u202e.env",
  "日本/🔑.env",
  "half\ud83d.env",
  "[click](https://example.net)",
  "{0} {{x}} ${y}",
  "//double//slash",
  "",
];

const engine = {
  endpoint: "unix:///var/run/docker.sock",
  product: "Docker",
  version: "20.10.24",
  swarm: "none",
  level: "proc",
  secrets: 1,
  sound: 0,
  titles: {},
} as const;

/** Reports that a SARIF file must be able to hold. */
export const sarifStories: Readonly<Record<string, RunReport>> = {
  "nothing found": runReport(),
  "one finding": runReport({
    findings: [
      located({
        region: onLine(7, 3, 20),
        relatedRegions: [
          { file: ".env", region: onLine(2), note: "set here" },
          { file: "compose.yaml", region: onLine(30), note: "[granted](here)" },
        ],
      }),
    ],
    gaps: [
      { file: "compose.yaml", line: 3, column: 5, code: "unreadable", why: "includes base.yaml (remote)" },
      { file: "big.env", code: "unreadable", why: "larger than 1 MB" },
    ],
  }),
  "a finding that no rule made": runReport({ findings: [located({ rule: "suppression-without-reason" })] }),
  "a rule with long words": runReport({
    rules: [
      ruleNamed("secret-in-env", {
        title: "Long ".repeat(400).trim(),
        why: "word ".repeat(400).trim(),
        tags: Array.from({ length: 30 }, (_, at) => `CWE-${at + 1}`),
      }),
    ],
  }),
  "hostile names": runReport({
    findings: hostileNames.map((name) =>
      located({
        file: name,
        key: name,
        instead: `do not ${name}`,
        relatedRegions: [{ file: name, region: onLine(1), note: name }],
      }),
    ),
    gaps: hostileNames.map((name) => ({ file: name, line: 1, code: "unreadable", why: name })),
  }),
  "a thousand findings": runReport({ findings: manyFindings(1000) }),
  "an audit that found nothing": audited(0),
  "an audit that found one thing": audited(1),
  "an audit that found a thousand": audited(1000),
  ...Object.fromEntries(captures().map((name) => [`an audit of ${name}`, recorded(name)])),
};

/** An audit with this many findings in many containers, every second of which a compose file declared. */
export function audited(amount: number): RunReport {
  const findings = manyFindings(amount).map((finding, at) => ({
    ...finding,
    lineHash: undefined,
    file: `container shop_${at % 97}.1`,
    subject: `container:shop_${at % 97}` as const,
    region: onLine(1, 1, 1),
    pointer: `/inspect/Config/Env/${at}`,
    relatedRegions:
      at % 2 === 0 ? [] : [{ file: "deploy/compose.yaml", region: onLine(at + 1, 5, 9), note: "declared here" }],
  }));
  return runReport({ findings: findings.map(({ lineHash: _, ...finding }) => finding), engine });
}

function recorded(name: string): RunReport {
  return { ...audit(readCapture(name), "proc"), elapsedMs: 1, rules, version: "1.2.3" };
}
