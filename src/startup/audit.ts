import { auditCommand } from "../cli/commands/audit.ts";
import { runRotation } from "../pipeline/run-rotation.ts";
import { bundleOf, type Main } from "./load.ts";
import { print, runCommand, statusLine } from "./terminal.ts";

/** The audit, bundled apart with the engine's client. */
export const main: Main = (argv, folder) =>
  runCommand(argv, folder, async (args, desk) => {
    const { env, platform } = process;
    const home = env.HOME ?? env.USERPROFILE ?? "";
    const uid = process.geteuid?.();
    const host = { env, home, platform, ...(uid !== undefined && { uid }) };
    if (args.command === "rotate") {
      print(await runRotation(args, host));
      return 0;
    }
    if (args.command !== "audit") return bundleOf(args.command);
    const stop = new AbortController();
    // The second one ends the process at once.
    process.once("SIGINT", () => stop.abort());
    const status = process.stderr.isTTY && env.TERM !== "dumb" ? { status: statusLine() } : {};
    return auditCommand(args, { ...desk(args.color), host, signal: stop.signal, ...status });
  });
