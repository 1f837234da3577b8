import { isAbsolute, relative, resolve, sep } from "node:path";
import { UserError } from "../../errors.ts";
import { showPlace } from "../../facts/shown.ts";
import { jsonText } from "../../findings/printable.ts";
import { decode } from "../../inputs/read.ts";
import { readNamedFile } from "../../inputs/regular-file.ts";
import { type LintOptions, run } from "../../pipeline/run-lint.ts";
import type { LintArguments } from "../arguments.ts";
import { type Console, checkOutputs, writeReports } from "../reports.ts";

/** The world outside, as `cli.ts` sees it. */
interface Surroundings extends Console {
  /** All of standard input. */
  input(): Promise<Buffer>;
}

/** Runs, writes the reports and says how it ended. Files are written only after the run. */
export async function lintCommand(args: LintArguments, surroundings: Surroundings): Promise<0 | 1 | 2> {
  if (args.dumpFacts) return printFacts(args, surroundings);
  checkOutputs(args.outputs, surroundings);
  const many =
    !args.staged && (args.paths.length === 0 || args.paths.some((path) => path === "." || path.endsWith("/")));
  // Garbage goes sooner than on a server: nothing is slower for it, and ten thousand files need half the memory.
  if (many) growHeapBy(50);
  const done = await run(await optionsFor(args, surroundings));
  const code = writeReports(done, done.config.failOn, args, surroundings);
  // As it was: code that is kept from a run with other settings is not taken by the next one.
  if (many) growHeapBy(0);
  return code;
}

/** What the scanners saw: for anyone who works on one. */
async function printFacts(args: LintArguments, surroundings: Surroundings): Promise<0> {
  const { dumpFacts } = await import("../../pipeline/explain-line.ts");
  for await (const fact of dumpFacts(await optionsFor(args, surroundings))) surroundings.print(`${jsonText(fact)}\n`);
  return 0;
}

/** How far the heap may grow before it is collected again, in percent; with 0 the engine decides. */
function growHeapBy(percent: number): void {
  process.getBuiltinModule("node:v8").setFlagsFromString(`--heap-growing-percent=${percent}`);
}

async function optionsFor(args: LintArguments, { cwd, input }: Surroundings): Promise<LintOptions> {
  const { paths, configFile, rules, failOn, stdinName, staged, since, diff, baseline } = args;
  return {
    cwd,
    paths,
    ...(staged && { staged }),
    ...(since !== undefined && { since }),
    ...(diff !== undefined && { diff: diff === "-" ? (await input()).toString("utf8") : diffText(cwd, diff) }),
    ...(baseline !== undefined && { baseline }),
    config: { rules, debug: args.debug, ...(failOn && { failOn }) },
    ...(configFile !== undefined && { configFile }),
    ...(stdinName !== undefined && { files: { [inRoot(cwd, stdinName)]: standardInput(await input()) } }),
  };
}

const largestDiff = 1 << 28;

function diffText(cwd: string, name: string): string {
  const given = readNamedFile(resolve(cwd, name), largestDiff);
  if ("gave" in given && given.gave.complete) return given.gave.bytes.toString("utf8");
  throw new UserError(`cannot read the diff ${showPlace(name)}`, "--diff - reads standard input");
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
