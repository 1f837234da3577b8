import { setFlagsFromString } from "node:v8";
import { UserError } from "../../errors.ts";
import { fingerprint } from "../../findings/fingerprint.ts";
import { printable } from "../../findings/printable.ts";
import type { LocatedFinding } from "../../findings/report.ts";
import type { AuditOptions } from "../../pipeline/run-audit.ts";
import { runWatch } from "../../pipeline/run-watch.ts";
import type { Host } from "../../runtime/probe/host.ts";
import type { AuditArguments } from "../arguments.ts";
import type { Console } from "../reports.ts";
import { programOnFinding } from "./program-on-finding.ts";

/** Prints one line for each finding that is new, and one when it is resolved, until ctrl-C. */
export async function watchCommand(
  { outputs, debug, execOnFinding }: AuditArguments,
  options: AuditOptions & { signal: AbortSignal },
  host: Host,
  desk: Console,
): Promise<void> {
  if (debug) throw new UserError("--debug explains one audit, and --watch makes many", "leave one of them out");
  const [output] = outputs;
  const isText = output === undefined || output.format === "text";
  if (outputs.length > 1 || output?.file !== undefined || !(isText || output?.format === "json"))
    throw new UserError("--watch prints text or JSON lines", "`-f json`, or no format");
  const line = (change: "new" | "resolved", finding: LocatedFinding) => {
    const json = jsonLine(change, finding);
    desk.print(`${isText ? textLine(change, finding) : json}\n`);
    return json;
  };
  // Its audits make much that is soon of no use: V8 would rather let its heap of young objects grow than collect it.
  setFlagsFromString("--semi-space-growth-factor=1");
  const program = execOnFinding === undefined ? undefined : programOnFinding(execOnFinding, desk.say);
  await runWatch(options, host, {
    found: (finding) => {
      const told = line("new", finding);
      program?.tell(told);
    },
    resolved: (finding) => {
      line("resolved", finding);
    },
    note: desk.say,
  });
  await program?.close();
}

function textLine(change: string, { severity, rule, file, what }: LocatedFinding): string {
  return printable(`${change.padEnd(8)}  ${severity.padEnd(8)}  ${rule}  ${file}: ${what}`);
}

function jsonLine(change: string, finding: LocatedFinding): string {
  const { rule, severity, file, pointer, key, subject, what: message, instead, paste } = finding;
  const time = new Date().toISOString();
  const id = fingerprint(finding);
  return JSON.stringify({
    change,
    time,
    rule,
    severity,
    message,
    instead,
    paste,
    file,
    pointer,
    key,
    subject,
    fingerprint: id,
  });
}
