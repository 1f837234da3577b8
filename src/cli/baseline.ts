import type { BaselineArguments } from "./arguments.ts";

/** Loads the command when it is asked for. */
export async function baselineCommand(
  args: BaselineArguments,
  cwd: string,
): Promise<{ code: 0 | 1 | 2; text: string }> {
  return (await import("./baseline-command.ts")).baselineCommand(args, cwd);
}
