import { expect } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { dockerHost } from "./engine.ts";

/** What an audit printed as JSON, as far as the tests ask. */
export interface Audited {
  code: number | null;
  findings: readonly {
    rule: string;
    file: string;
    key: string;
    message: string;
    instead: string;
    paste: readonly string[];
    severity: string;
    related: readonly { file: string; region: { startLine: number } }[];
  }[];
  /** What is found about the swarm itself; whether there is one depends on the tests that ran before. */
  ofSwarm: Audited["findings"];
  gaps: readonly { file: string; why: string }[];
  engine: { product: string; version: string; swarm: string; level: string; sound: number; secrets: number };
  stderr: string;
}

/** Runs `runsecrets audit -f json` on the tests' Docker. */
export async function audit(...args: string[]): Promise<Audited> {
  return auditOf(dockerHost, ...args);
}

/** Runs it on another engine. */
export async function auditOf(host: string, ...args: string[]): Promise<Audited> {
  const { code, stdout, stderr } = await runCli(["audit", "-H", host, "-f", "json", ...args], { cwd: "/" });
  // Whatever a test is about: no plaintext of what it planted.
  expect((stdout + stderr).toLowerCase()).not.toContain("canary");
  if (stdout === "") throw new Error(`no report: ${stderr}`);
  const report = JSON.parse(stdout);
  return {
    ...report,
    findings: withoutSwarm(report.findings),
    ofSwarm: report.findings.filter(isOfSwarm),
    code,
    stderr,
  };
}

/** The findings but for those about the swarm itself. */
export function withoutSwarm<Found extends { rule: string }>(findings: readonly Found[]): Found[] {
  return findings.filter((one) => !isOfSwarm(one));
}

function isOfSwarm({ rule }: { rule: string }): boolean {
  return rule === "swarm-unlocked";
}

/** `rule key` of each finding about a thing, sorted. */
export function said({ findings }: Pick<Audited, "findings">, file: string): string[] {
  return findings
    .filter((one) => one.file === file)
    .map(({ rule, key }) => `${rule} ${key}`)
    .sort();
}
