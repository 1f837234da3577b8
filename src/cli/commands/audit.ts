import { runAudit } from "../../pipeline/run-audit.ts";
import type { Host } from "../../runtime/probe/host.ts";
import type { Progress } from "../../runtime/probe/options.ts";
import type { AuditArguments } from "../arguments.ts";
import { type Console, checkOutputs, writeReports } from "../reports.ts";
import { watchCommand } from "./watch.ts";

/** The world outside, as `cli.ts` sees it. */
interface Surroundings extends Console {
  host: Host;
  /** Ctrl-C. */
  signal: AbortSignal;
  /** Puts a line in the place of the last one; absent where nobody watches. */
  status?: (line: string) => void;
}

/** What the shell gives for a program that ctrl-C ended. */
const interrupted = 130;

/** Looks at an engine, writes the reports and says how it ended. */
export async function auditCommand(args: AuditArguments, around: Surroundings): Promise<number> {
  checkOutputs(args.outputs, around);
  const { configFile, rules, failOn } = args;
  const { signal, status, host } = around;
  try {
    const options = {
      cwd: around.cwd,
      config: { rules, debug: args.debug, ...(failOn && { failOn }) },
      ...(configFile !== undefined && { configFile }),
      ...(args.host !== undefined && { host: args.host }),
      ...(args.context !== undefined && { context: args.context }),
      ...(args.against !== undefined && { against: args.against }),
      containers: args.containers,
      noProc: args.noProc,
      exec: args.exec,
      ...(args.maxAge !== undefined && { maxAge: args.maxAge }),
      ...(args.trace && { trace: args.trace }),
      signal,
    };
    if (args.watch) {
      await watchCommand(args, options, host, around);
      return interrupted;
    }
    const onProgress = (progress: Progress) => status?.(progressLine(progress));
    const done = await runAudit({ ...options, ...(status && !args.quiet && { onProgress }) }, host);
    status?.("");
    const code = writeReports(done, done.config.failOn, args, around);
    return signal.aborted ? interrupted : code;
  } finally {
    status?.("");
  }
}

function progressLine({ looking, done, of }: Progress): string {
  return `looked at ${done} of ${of} ${looking}`;
}
