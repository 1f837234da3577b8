import { runAudit } from "../run-audit.ts";
import type { Host } from "../runtime/probe/host.ts";
import type { AuditArguments } from "./arguments.ts";
import { checkOutputs, type Desk, writeReports } from "./reports.ts";

/** Looks at an engine, writes the reports and says how it ended. */
export async function auditCommand(args: AuditArguments, desk: Desk, host: Host): Promise<0 | 1 | 2> {
  checkOutputs(args.outputs, desk);
  const { configFile, rules, failOn } = args;
  const done = await runAudit(
    {
      cwd: desk.cwd,
      config: { rules, ...(failOn && { failOn }) },
      ...(configFile !== undefined && { configFile }),
      ...(args.host !== undefined && { host: args.host }),
      ...(args.context !== undefined && { context: args.context }),
      ...(args.against !== undefined && { against: args.against }),
      containers: args.containers,
      noProc: args.noProc,
    },
    host,
  );
  return writeReports(done, done.config.failOn, args, desk);
}
