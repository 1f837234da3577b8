import { closeSync, existsSync, openSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { className, UserError } from "../errors.ts";
import { exitCode } from "../policy/threshold.ts";
import { reporters } from "../reporters/index.ts";
import type { RunReport } from "../reporters/report.ts";
import { type LintOptions, run } from "../run.ts";
import { decode } from "../workspace/read.ts";
import type { LintArguments } from "./arguments.ts";
import type { Output } from "./outputs.ts";

/** UTF-16 units. */
const pieceSize = 1 << 16;

/** The world outside, as `cli.ts` sees it. */
interface Surroundings {
  cwd: string;
  /** All of standard input. */
  input(): Promise<Buffer>;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes one line to standard error. */
  say(line: string): void;
  color: boolean;
  /** Columns of the terminal that standard output is; absent when it is none. */
  width?: number;
}

/** Runs, writes the reports and says how it ended. Files are written only after the run. */
export async function lintCommand(args: LintArguments, surroundings: Surroundings): Promise<0 | 1 | 2> {
  for (const { file } of args.outputs) if (file !== undefined) checkWritable(resolve(surroundings.cwd, file), file);
  const { report, config, notes } = await run(await optionsFor(args, surroundings));
  const text = (output: Output) => rendered(report, output, args, surroundings);

  for (const output of args.outputs) {
    if (output.file !== undefined) write(resolve(surroundings.cwd, output.file), output.file, text(output));
  }
  for (const output of args.outputs) {
    if (output.file === undefined) for (const piece of text(output)) surroundings.print(piece);
  }

  for (const note of notes) surroundings.say(note);
  const code = exitCode(report, config.failOn);
  const gapsShown = args.outputs.some(({ format, file }) => format === "text" && file === undefined) && !args.quiet;
  if (code === 2 && !gapsShown) surroundings.say(notChecked(report.gaps.length));
  return code;
}

async function optionsFor(args: LintArguments, { cwd, input }: Surroundings): Promise<LintOptions> {
  const { paths, configFile, rules, failOn, stdinName } = args;
  return {
    cwd,
    paths,
    config: { rules, debug: args.debug, ...(failOn && { failOn }) },
    ...(configFile !== undefined && { configFile }),
    ...(stdinName !== undefined && { files: { [inRoot(cwd, stdinName)]: standardInput(await input()) } }),
  };
}

function standardInput(bytes: Buffer): string {
  const reading = decode(bytes);
  if ("text" in reading) return reading.text;
  throw new UserError(`standard input ${"gap" in reading ? reading.gap : "is no text"}`);
}

/** A name as the files of a run have it: relative to the root, with `/`. */
function inRoot(cwd: string, name: string): string {
  const path = relative(cwd, resolve(cwd, name));
  if (path === "" || isAbsolute(path) || path.split(sep)[0] === "..") {
    throw new UserError("--stdin-filename must name a file below the working directory");
  }
  return path.split(sep).join("/");
}

/** A report, in pieces of some size: a call for each finding would be slow, one for all would hold it whole. */
function* rendered(
  report: RunReport,
  { format, file }: Output,
  args: LintArguments,
  { color, width }: Surroundings,
): Generator<string> {
  const terminal = file === undefined;
  const written = reporters[format](report, {
    color: terminal && color,
    verbose: args.verbose,
    quiet: args.quiet,
    ...(terminal && width !== undefined && { width }),
  });
  let piece = "";
  for (const next of typeof written === "string" ? [written] : written) {
    piece += next;
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

function notChecked(gaps: number): string {
  return gaps === 1 ? "1 thing could not be checked" : `${gaps} things could not be checked`;
}

function checkWritable(path: string, name: string): void {
  if (!existsSync(dirname(path))) throw new UserError(`cannot write ${name}: there is no folder ${dirname(name)}`);
  if (existsSync(path) && statSync(path).isDirectory()) throw new UserError(`cannot write ${name}: it is a folder`);
}

function write(path: string, name: string, pieces: Iterable<string>): void {
  try {
    const file = openSync(path, "w");
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    throw new UserError(`cannot write ${name} (${code})`);
  }
}
