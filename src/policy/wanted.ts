import ignore from "ignore";
import type { Finding } from "../rules/judge.ts";
import type { Config } from "./config.ts";

/** Without the findings of rules that are off, those in excluded files that another file led to, and those in examples unless the config asks for them. */
export function wanted(findings: readonly Finding[], { rules, examples, exclude }: Config): Finding[] {
  const excluded = ignore().add([...exclude]);
  const isExcluded = (file: string) => exclude.length > 0 && ignore.isPathValid(file) && excluded.ignores(file);
  return findings.filter(
    ({ rule, example, at }) => rules[rule] !== "off" && (!example || examples !== "off") && !isExcluded(at.file),
  );
}

/**
 * With the severities the config gives. After twins are one: the severity of the rule that speaks is what somebody chose, whatever another
 * rule thought of the same secret.
 */
export function graded(findings: readonly Finding[], { rules, examples }: Config): Finding[] {
  return findings.map((finding) => {
    if (finding.example && examples === "note") return { ...finding, severity: "info" };
    const severity = rules[finding.rule];
    return severity === undefined || severity === "off" ? finding : { ...finding, severity };
  });
}
