import type { ReportingDescriptor } from "sarif";
import type { Rule, Severity } from "../rules/rule.ts";
import { levels } from "./level.ts";

/** GitHub: over 9.0 is critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low. None of these is on an edge. */
const securitySeverity: Readonly<Record<Severity, string | undefined>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: undefined,
};

/** GitHub refuses longer descriptions and more tags. */
const longestDescription = 1024;
const mostTags = 20;

/**
 * What GitHub shows beside an alert. Without the bad examples: they hold what looks like secrets, and would spread
 * them.
 */
export function descriptor(rule: Rule, severity = rule.severity, id = rule.id): ReportingDescriptor {
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: period(shortened(rule.title)) },
    fullDescription: { text: shortened(rule.why) },
    help: { text: help(rule, plainBlock), markdown: help(rule, fencedBlock) },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: tags(rule),
      precision: "high",
      ...(securitySeverity[severity] !== undefined && { "security-severity": securitySeverity[severity] }),
    },
  };
}

/** A descriptor for findings about the run itself (a suppression without a reason), which no rule makes. */
export function bareDescriptor(id: string, severity: Severity): ReportingDescriptor {
  const words = period(id.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase()));
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: words },
    fullDescription: { text: words },
    help: { text: words },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ["security"], precision: "high" },
  };
}

function help(rule: Rule, block: (file: string, text: string) => string): string {
  const good = rule.examples.flatMap((example) => Object.entries(example.good.files));
  return [
    rule.why,
    ...(good.length > 0 ? ["How it should be:"] : []),
    ...good.map(([file, text]) => block(file, text.trimEnd())),
    `To keep a finding, give the reason above its line: \`# runsecrets-ignore ${rule.id} -- why\``,
  ].join("\n\n");
}

function plainBlock(file: string, text: string): string {
  return `${file}:\n\n${text.replace(/^(?=.)/gm, "    ")}`;
}

function fencedBlock(file: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `\`${file}\`\n\n${fence}\n${text}\n${fence}`;
}

/** CWE numbers in the form GitHub filters by. */
function tags(rule: Rule): string[] {
  const written = rule.tags.map((tag) =>
    tag.replace(/^CWE-(\d+)$/i, (_, number: string) => `external/cwe/cwe-${number.padStart(3, "0")}`),
  );
  return [...new Set(["security", ...written])].slice(0, mostTags);
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|[-/])([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

function shortened(text: string): string {
  if (text.length <= longestDescription) return text;
  return `${text.slice(0, longestDescription - 2).replace(/\s+\S*$/, "")} …`;
}

function period(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
