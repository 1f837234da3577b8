import { join } from "node:path";
import { type Arguments, parseArguments } from "../cli/arguments.ts";
import type { Console } from "../cli/reports.ts";
import { bugLine, framesOf, isUserError } from "../errors.ts";
import { printable, withoutCommands } from "../findings/printable.ts";
import { showsLinks } from "./links.ts";
import type { BundleName } from "./load.ts";
import { standardOutput, tolerant } from "./standard-output.ts";

/** Whether something that was printed went nowhere. */
const lost = { any: false };
const output = standardOutput(() => process.stdout, failed);

/** What a command does with its arguments: its exit code, or the bundle that has the command. */
type Run = (args: Arguments, desk: (color: boolean) => Console) => Promise<number | BundleName>;

/**
 * Reads the arguments, runs a command and ends as it says. Errors that a person can fix are one line, others name the
 * place and nothing of what was read.
 */
export async function runCommand(argv: readonly string[], folder: string, run: Run): Promise<BundleName | undefined> {
  try {
    const code = await run(parseArguments(argv), (color) => desk(color, folder));
    if (typeof code === "string") return code;
    // Not `process.exit`: it would cut off what a pipe has not taken yet.
    process.exitCode = lost.any ? 2 : code;
  } catch (error) {
    process.exitCode = 2;
    if (isUserError(error)) say(error.hint === undefined ? error.message : `${error.message}; ${error.hint}`);
    else {
      say(bugLine(error));
      if (process.env.RUNSECRETS_STACK) for (const frame of framesOf(error)) say(frame);
    }
  }
  return undefined;
}

/** Prints what is no report: in a log, no line of it is a command. */
export function print(text: string): void {
  output.write(withoutCommands(text));
}

function desk(color: boolean, folder: string): Console {
  const { isTTY } = output;
  const { env } = process;
  // A terminal that does not tell its width may have been told of by the shell.
  const columns = isTTY ? output.columns || Number(env.COLUMNS) : 0;
  return {
    cwd: process.cwd(),
    print: (text) => output.write(text),
    say,
    color: color && colored(isTTY),
    ...(columns > 0 && { width: columns }),
    ...(color && showsLinks(isTTY, env) && { pages: rulePages(folder) }),
  };
}

/** The pages of the rules that are beside the folder of the bundles in the package. */
function rulePages(folder: string): string {
  const { pathToFileURL } = process.getBuiltinModule("node:url");
  return `${pathToFileURL(join(folder, "..", "docs", "rules")).href}/`;
}

/** A line on the terminal that each next one overwrites; an empty one clears it. */
export function statusLine(): (line: string) => void {
  let last = 0;
  let shown = false;
  return (line) => {
    if (line === "" ? !shown : Date.now() - last < 100) return;
    last = Date.now();
    shown = line !== "";
    tolerant(process.stderr, failed).write(`\r\u001b[K${line}`);
  };
}

function say(line: string): void {
  tolerant(process.stderr, failed).write(`runsecrets: ${printable(line)}\n`);
}

function colored(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

function failed(): void {
  lost.any = true;
  process.exitCode = 2;
}
