import type { RunReport } from "../../src/reporters/report.ts";
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
      { file: "compose.yaml", line: 3, column: 5, why: "includes base.yaml (remote)" },
      { file: "big.env", why: "larger than 1 MB" },
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
    gaps: hostileNames.map((name) => ({ file: name, line: 1, why: name })),
  }),
  "a thousand findings": runReport({ findings: manyFindings(1000) }),
};
