import type { Location, Log, Message, Notification, ReportingDescriptor, Result } from "sarif";
import { fingerprint } from "../findings/fingerprint.ts";
import { jsonText, printable } from "../findings/printable.ts";
import type { LocatedFinding, LocatedReason, ReporterOptions, RunReport } from "../findings/report.ts";
import { plainAdvice } from "./advice.ts";
import { levels } from "./level.ts";
import { bySeverity } from "./order.ts";
import { sarifFixes } from "./sarif-fix.ts";
import { artifactLocation, location, locations, plainMarkdown, plainText, relatedLocation } from "./sarif-location.ts";
import { bareDescriptor, descriptor } from "./sarif-rules.ts";
import { fullText, sentences } from "./sentence.ts";
import { count } from "./summary.ts";

/** GitHub refuses a file with more. */
const mostResults = 25_000;
/** What GitHub takes of a file, compressed. */
const mostBytes = 10_000_000;
const mostGaps = 1000;
const mostRelated = 999;
const mostLinks = 5;

/**
 * SARIF 2.1.0, in what GitHub code scanning asks for. One run, every rule whether it fired or not, no snippets, no
 * times.
 */
export function sarifReporter(report: RunReport, { notice }: Pick<ReporterOptions, "notice"> = {}): string {
  let kept = report.findings.toSorted(bySeverity).slice(0, mostResults);
  let text = written(report, kept);
  for (let size = compressed(text); size > mostBytes && kept.length > 0; size = compressed(text)) {
    kept = kept.slice(0, Math.floor(((kept.length * mostBytes) / size) * 0.95));
    text = written(report, kept);
  }
  for (const { message } of cutNotices(report, kept)) notice?.(`SARIF: ${message.text}`);
  return text;
}

/** Bytes, as the upload compresses them. */
function compressed(text: string): number {
  // What fits as it is need not be compressed to know. Three bytes are the most that one unit takes.
  if (text.length * 3 < mostBytes) return text.length;
  return process.getBuiltinModule("node:zlib").gzipSync(text).length;
}

function written(report: RunReport, kept: readonly LocatedFinding[]): string {
  const rules = descriptors(report, kept);
  const idOf = variantIds(report.rules);
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
            notifications: report.remarks?.length ? [...notifications, noteNotification] : notifications,
          },
        },
        automationDetails: { id: report.engine ? "runsecrets/audit/" : "runsecrets/lint/" },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...cutNotices(report, kept),
              ...report.gaps.slice(0, mostGaps).map(gapNotice),
              ...(report.remarks ?? []).slice(0, mostGaps).map(remarkNotice),
            ],
          },
        ],
        results: kept.map((finding) => result(finding, idOf(finding), index)),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

const notifications: ReportingDescriptor[] = [
  notification("not-checked", "NotChecked", "Something could not be read, so nothing is known of the secrets in it."),
  notification(
    "results-cut",
    "ResultsCut",
    "There are more results than a file may hold; the most severe ones are kept.",
  ),
];

/** Only in runs that have one: the list is part of every report. */
const noteNotification = notification(
  "note",
  "Note",
  "Something was not looked at, often because it is missing on purpose.",
);

function notification(id: string, name: string, text: string): ReportingDescriptor {
  return { id, name, shortDescription: { text }, fullDescription: { text }, help: { text } };
}

function descriptors({ rules }: RunReport, kept: readonly LocatedFinding[]): ReportingDescriptor[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map(rules.map((rule) => [rule.id, descriptor(rule)]));
  const idOf = variantIds(rules);
  for (const finding of kept) {
    const id = idOf(finding);
    if (known.has(id)) continue;
    const rule = byId.get(finding.rule);
    known.set(id, rule ? descriptor(rule, finding.severity, id) : bareDescriptor(id, finding.severity));
  }
  return [...known.values()];
}

/**
 * GitHub takes the severity of an alert from its rule only, and ignores what a result has of it. So a finding that is
 * more or less severe than its rule refers to a rule of its own, below the other one: `secret-in-env/low`.
 */
function variantIds(rules: RunReport["rules"]): (finding: LocatedFinding) => string {
  const severityOf = new Map(rules.map(({ id, severity }) => [id, severity]));
  return ({ rule, severity }) => ((severityOf.get(rule) ?? severity) === severity ? rule : `${rule}/${severity}`);
}

function result(finding: LocatedFinding, ruleId: string, index: ReadonlyMap<string, number>): Result {
  const own = fingerprint(finding);
  const { primary, related } = locations(finding);
  return {
    ruleId,
    ruleIndex: index.get(ruleId) ?? -1,
    level: levels[finding.severity],
    message: message(finding, related),
    locations: [primary],
    ...(related.length > 0 && {
      relatedLocations: related
        .slice(0, mostRelated)
        .map(({ place, note }, at) => relatedLocation(at + 1, place, note)),
    }),
    ...sarifFixes(finding.fix),
    partialFingerprints: {
      // Without a text there is no line to hash; ours keeps two findings of one capture apart.
      primaryLocationLineHash: finding.lineHash ?? `${own.slice(0, 16)}:1`,
      "runsecrets/v1": own,
    },
    properties: { severity: finding.severity, confidence: finding.confidence, key: printable(finding.key) },
  };
}

/** With links to the related places: GitHub shows no others. */
function message(finding: LocatedFinding, related: readonly { note: string }[]): Message {
  const links = related
    .slice(0, mostLinks)
    .map(({ note }, at) => `[${printable(note).replace(/[[\]\\]/g, " ")}](${at + 1})`);
  const also = links.length > 0 ? `See also: ${links.join(", ")}.` : "";
  const advice = plainAdvice(finding);
  return {
    text: [fullText(advice).split("\n").map(plainText).join("\n"), also]
      .filter(Boolean)
      .join(advice.paste.length > 0 ? "\n" : " "),
    markdown: [plainMarkdown(sentences(advice)), ...fenced(advice.paste, finding.fix ? "diff" : ""), also]
      .filter(Boolean)
      .join("\n\n"),
  };
}

/** Lines to paste as a block of code. */
function fenced(lines: readonly string[], language: string): string[] {
  if (lines.length === 0) return [];
  const text = lines.map(printable).join("\n");
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [`${fence}${language}\n${text}\n${fence}`];
}

function gapNotice(gap: LocatedReason): Notification {
  return {
    descriptor: { id: "not-checked", index: 0 },
    level: "warning",
    message: { text: plainText(`Not checked: ${gap.file} ${gap.why}.`) },
    locations: [gapLocation(gap)],
  };
}

function remarkNotice(remark: LocatedReason): Notification {
  return {
    descriptor: { id: "note", index: notifications.length },
    level: "note",
    message: { text: plainText(`${remark.file} ${remark.why}.`) },
    locations: [gapLocation(remark)],
  };
}

function gapLocation({ file, line, column }: LocatedReason): Location {
  return line === undefined
    ? { physicalLocation: { artifactLocation: artifactLocation(file) } }
    : location(file, { startLine: line, ...(column !== undefined && { startColumn: column }) });
}

function cutNotices({ findings, gaps }: RunReport, kept: readonly LocatedFinding[]): Notification[] {
  return [
    ...(kept.length < findings.length
      ? [`${count(findings.length, "finding")} were made; the ${count(kept.length, "most severe one")} are listed.`]
      : []),
    ...(gaps.length > mostGaps ? [`${count(gaps.length, "thing")} were not checked; the first 1,000 are listed.`] : []),
  ].map((text) => ({ descriptor: { id: "results-cut", index: 1 }, level: "warning" as const, message: { text } }));
}
