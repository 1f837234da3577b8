import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { FailOn } from "../config/config.ts";
import { className, UserError } from "../errors.ts";
import type { RunReport } from "../findings/report.ts";
import { writeNamed } from "../inputs/write-named.ts";
import { exitCode } from "../policy/threshold.ts";
import { reporters } from "../reporters/index.ts";
import type { ReportArguments } from "./arguments.ts";
import type { Output } from "./outputs.ts";

/** UTF-16 units. */
const pieceSize = 1 << 16;

/** Where reports go. */
export interface Console {
  cwd: string;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes one line to standard error. */
  say(line: string): void;
  color: boolean;
  /** Columns of the terminal that standard output is; absent when it is none. */
  width?: number;
  /** The address of the folder with the rules' pages, where the terminal shows links. */
  pages?: string;
}

/** Refuses what could not be written in the end, before any work is done. */
export function checkOutputs(outputs: readonly Output[], { cwd }: Console): void {
  for (const { file } of outputs) if (file !== undefined) checkWritable(resolve(cwd, file), file);
}

/** Writes every report, files first, and says how the run ended. */
export function writeReports(
  { report, notes }: { report: RunReport; notes: readonly string[] },
  failOn: FailOn,
  args: ReportArguments,
  desk: Console,
): 0 | 1 | 2 {
  const text = (output: Output) => rendered(report, output, args, desk);
  for (const output of args.outputs) {
    if (output.file !== undefined) write(resolve(desk.cwd, output.file), output.file, () => text(output));
  }
  for (const output of args.outputs) {
    if (output.file === undefined) for (const piece of text(output)) desk.print(piece);
  }

  for (const note of notes) desk.say(note);
  const code = exitCode(report, failOn);
  const gapsShown = args.outputs.some(({ format, file }) => format === "text" && file === undefined) && !args.quiet;
  // A quiet run still says that its configuration leaves nothing to find.
  const unsaid = gapsShown ? [] : (report.remarks ?? []).filter(({ configured }) => configured || !args.quiet);
  for (const { file, line, why } of unsaid) desk.say(`note: ${file}${line === undefined ? "" : `:${line}`} ${why}`);
  if (code === 2 && !gapsShown) desk.say(notChecked(report.gaps.length));
  return code;
}

/** A report, in pieces of some size: a call for each finding would be slow, one for all would hold it whole. */
function* rendered(
  report: RunReport,
  { format, file }: Output,
  args: ReportArguments,
  { color, width, pages, say }: Console,
): Generator<string> {
  const terminal = file === undefined;
  const written = reporters[format](report, {
    color: terminal && color,
    verbose: args.verbose,
    quiet: args.quiet,
    notice: say,
    ...(terminal && width !== undefined && { width }),
    ...(terminal && pages !== undefined && { pages }),
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

function write(path: string, name: string, pieces: () => Iterable<string>): void {
  try {
    writeNamed(path, pieces);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    throw new UserError(`cannot write ${name} (${code})`);
  }
}
