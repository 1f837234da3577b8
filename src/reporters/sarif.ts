import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import { fingerprint } from "./fingerprint.ts";
import { levels } from "./level.ts";
import { bySeverity } from "./order.ts";
import { jsonText, printable } from "./printable.ts";
import type { LocatedFinding, LocatedGap, RunReport } from "./report.ts";
import { artifactLocation, location, plainText, relatedLocation } from "./sarif-location.ts";
import { bareDescriptor, descriptor } from "./sarif-rules.ts";
import { sentences } from "./sentence.ts";
import { count } from "./summary.ts";

/** GitHub refuses a file with more. */
const mostResults = 25_000;
const mostRelated = 999;
const mostLinks = 5;

/** SARIF 2.1.0, in what GitHub code scanning asks for. One run, every rule whether it fired or not, no snippets, no times. */
export const sarifReporter = (report: RunReport): string => {
  const kept = report.findings.toSorted(bySeverity).slice(0, mostResults);
  const rules = descriptors(report, kept);
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "runsecrets",
            version: report.version,
            semanticVersion: report.version,
            rules,
            notifications,
          },
        },
        automationDetails: { id: report.engine ? "runsecrets/audit/" : "runsecrets/lint/" },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [...cutNotice(report, kept), ...report.gaps.map(gapNotice)],
          },
        ],
        results: kept.map((finding) => result(finding, index.get(finding.rule) ?? -1)),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
};

const notifications: ReportingDescriptor[] = [
  notification("not-checked", "NotChecked", "Something could not be read, so nothing is known of the secrets in it."),
  notification(
    "results-cut",
    "ResultsCut",
    "There are more results than a file may hold; the most severe ones are kept.",
  ),
];

function notification(id: string, name: string, text: string): ReportingDescriptor {
  return { id, name, shortDescription: { text }, fullDescription: { text }, help: { text } };
}

function descriptors(report: RunReport, kept: readonly LocatedFinding[]): ReportingDescriptor[] {
  const known = new Map(report.rules.map((rule) => [rule.id, descriptor(rule)]));
  for (const { rule, severity } of kept) if (!known.has(rule)) known.set(rule, bareDescriptor(rule, severity));
  return [...known.values()];
}

function result(finding: LocatedFinding, ruleIndex: number): Result {
  const own = fingerprint(finding);
  const related = finding.relatedRegions
    .slice(0, mostRelated)
    .map(({ file, region, note }, at) => relatedLocation(at + 1, file, region, note));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: message(finding) },
    locations: [
      {
        ...location(finding.file, finding.region),
        logicalLocations: [{ fullyQualifiedName: printable(finding.subject) }],
      },
    ],
    ...(related.length > 0 && { relatedLocations: related }),
    partialFingerprints: {
      // Without a text there is no line to hash; ours keeps two findings of one capture apart.
      primaryLocationLineHash: finding.lineHash ?? `${own.slice(0, 16)}:1`,
      "runsecrets/v1": own,
    },
    properties: { severity: finding.severity, confidence: finding.confidence, key: printable(finding.key) },
  };
}

/** With links to the related places: GitHub shows no others. */
function message(finding: LocatedFinding): string {
  const links = finding.relatedRegions
    .slice(0, mostLinks)
    .map(({ note }, at) => `[${printable(note).replace(/[[\]\\]/g, " ")}](${at + 1})`);
  return plainText(sentences(finding)) + (links.length > 0 ? ` See also: ${links.join(", ")}.` : "");
}

function gapNotice({ file, line, column, why }: LocatedGap): Notification {
  return {
    descriptor: { id: "not-checked", index: 0 },
    level: "warning",
    message: { text: plainText(`Not checked: ${file} ${why}.`) },
    locations: [
      line === undefined
        ? { physicalLocation: { artifactLocation: artifactLocation(file) } }
        : location(file, { startLine: line, ...(column !== undefined && { startColumn: column }) }),
    ],
  };
}

function cutNotice({ findings }: RunReport, kept: readonly LocatedFinding[]): Notification[] {
  if (kept.length === findings.length) return [];
  const text = `${count(findings.length, "finding")} were made; the ${count(kept.length, "most severe one")} are listed.`;
  return [{ descriptor: { id: "results-cut", index: 1 }, level: "warning", message: { text } }];
}
