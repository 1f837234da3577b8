import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { showPlace } from "../facts/shown.ts";
import type { ReporterName } from "../reporters/index.ts";

/** One report to write, and where to: a file, or standard output. */
export interface Output {
  format: ReporterName;
  file?: string;
}

/** By name only: the reporters themselves are loaded when one is needed. */
export const formats: readonly ReporterName[] = [
  "text",
  "concise",
  "json",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "markdown",
];

/** What `--format NAME[=FILE]` and `--output FILE` ask for. Only one report can go to standard output. */
export function outputs(wanted: readonly string[], file: string | undefined): Output[] {
  const list = (wanted.length === 0 ? ["text"] : wanted).map(output);
  const open = list.filter((one) => one.file === undefined);
  if (open.length > 1) {
    throw new UserError("two formats cannot share one output", `give one a file: --format ${open[1]?.format}=FILE`);
  }
  if (file === undefined) return list;
  if (open.length === 0) throw new UserError("--output is left over: every format has its file already");
  return list.map((one) => ({ file, ...one }));
}

function output(wanted: string): Output {
  const equals = wanted.indexOf("=");
  const name = equals === -1 ? wanted : wanted.slice(0, equals);
  const format = formats.find((one) => one === name);
  if (!format)
    throw new UserError(
      `unknown format ${showPlace(name)}`,
      didYouMean(name, formats, `known are ${formats.join(", ")}`),
    );
  if (equals === -1) return { format };
  const file = wanted.slice(equals + 1);
  if (file === "") throw new UserError(`--format ${format}= needs a file`);
  return { format, file };
}
