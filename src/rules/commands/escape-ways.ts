import { fileName, folderName } from "../../detection/argument.ts";
import type { Command } from "../../facts/index.ts";
import { head, plain, says } from "../../facts/words.ts";
import type { Store } from "../../programs/entry.ts";
import { does, entryOf } from "../../programs/index.ts";
import { type Program, programName } from "../../programs/start.ts";
import { carries, names, type SecretFlow, uses } from "./secret-flow.ts";

/** A file that the secret ends in, and the program that brought it there. */
export interface Leak {
  path: string;
  program?: string;
  /** Words of a later command that undo it. */
  store?: Store;
}

const inPlace = /^(?:-i|-pi|-p?i\b|--in-place|--inplace)/;

/** Whether the secret is in what the command prints. */
export function prints(flow: SecretFlow, command: Command, { word, args }: Program, fed: boolean): boolean {
  if (does(programName(word), "prints-arguments")) return uses(flow, command);
  if (says(word, /^printenv$/)) return args.some((arg) => plain(arg)?.among(flow.variables) !== undefined);
  const filter = programName(word);
  if (!does(filter, "prints-input")) return false;
  if (filter === "grep" && args.some((arg) => says(arg, /^-[a-zA-Z]*[qcl]/))) return false;
  const editor = does(filter, "edits-files");
  if (editor && args.some((arg) => says(arg, inPlace))) return false;
  return fed || args.some((arg) => names(flow, arg)) || (editor && uses(flow, command));
}

/** `cp /run/secrets/x FILE`. */
export function copied(flow: SecretFlow, { word, args }: Program): Leak | undefined {
  const program = programName(word);
  const paths = args.filter((arg) => !head(arg)?.matches(/^-/));
  const target = paths[paths.length - 1];
  if (
    program === undefined ||
    !does(program, "copies-files") ||
    !target ||
    !paths.slice(0, -1).some((path) => names(flow, path))
  )
    return undefined;
  return { path: fileName(target.value) ?? "a file", program };
}

/** `sed -i "s/x/$TOKEN/" FILE`. */
export function edited(flow: SecretFlow, { word, args }: Program): Leak | undefined {
  const program = programName(word);
  if (program === undefined || !does(program, "edits-files") || !args.some((arg) => says(arg, inPlace)))
    return undefined;
  if (!args.some((arg) => carries(flow, arg.value))) return undefined;
  const target = args[args.length - 1];
  return { path: (target && fileName(target.value)) ?? "a file", program };
}

/** `tee FILE < /run/secrets/x`. In a pipe the command before it tells. */
export function teed({ word, args }: Program): Leak | undefined {
  const target = says(word, /^tee$/) ? args.find((arg) => !head(arg)?.matches(/^-|^\/dev\//)) : undefined;
  return target && { path: fileName(target.value) ?? "a file", program: "tee" };
}

/** `npm config set … "$TOKEN"`, `git clone https://$TOKEN@…`, `docker login --password-stdin < /run/secrets/x`. */
export function stored(flow: SecretFlow, { word, args }: Program, fed: boolean): Leak | undefined {
  const program = programName(word);
  if (program === undefined) return undefined;
  const store = entryOf(program).stores?.find((one) => fits(one, args));
  if (!store) return undefined;
  const told = fed || args.some((arg) => carries(flow, arg.value) || names(flow, arg) || namesInside(flow, arg));
  if (!told) return undefined;
  return { path: cloneFolder(flow, store, args) ?? store.path, program, store };
}

/** `git clone URL FOLDER`. */
function cloneFolder(flow: SecretFlow, { path }: Store, args: Program["args"]): string | undefined {
  const folder = args[args.findIndex((arg) => carries(flow, arg.value)) + 1];
  if (path !== ".git" || !folder || !args.some((arg) => says(arg, /^clone$/))) return undefined;
  const name = folderName(folder.value);
  return name === undefined || name === "." ? undefined : `${name}/${path}`;
}

/** `--key-file=/run/secrets/x`. */
function namesInside(flow: SecretFlow, arg: { value: Command["words"][number]["value"] }): boolean {
  const [part, more] = arg.value;
  const start = part?.is === "literal" && !more ? part.text.search(/^--[\w-]+=/) : undefined;
  if (part?.is !== "literal" || !start) return false;
  const value = [{ ...part, text: part.text.slice(start[1]) }];
  return names(flow, { value, span: part.span });
}

function fits({ words, flag }: Store, args: Program["args"]): boolean {
  if (flag && !args.some((arg) => says(arg, flag))) return false;
  const own = args.filter((arg) => !head(arg)?.matches(/^-/));
  return words.every((pattern, index) => says(own[index], pattern));
}

/** `env`, `printenv`, `export -p`: they print every variable. */
export function dumps(flow: SecretFlow, { word, args }: Program): boolean {
  if (flow.variables.size === 0) return false;
  if (says(word, /^(?:printenv|env)$/)) return args.length === 0;
  return says(word, /^(?:export|declare)$/) && args.length === 1 && says(args[0], /^-[px]+$/);
}

/** Whether the command turns the shell's trace on (`set -x`, `#!/bin/sh -x`) or off. */
export function traces({ words }: Command): boolean | undefined {
  if (words.length === 2 && says(words[0], /\/(?:ba|da|k|z)?sh$/)) return says(words[1], /^-[a-zA-Z]*x/) || undefined;
  if (!says(words[0], /^set$/)) return undefined;
  for (const [index, word] of words.entries()) {
    const option = words[index + 1];
    if (says(word, /^-[a-z]*x[a-z]*$/) || (says(word, /^-[a-z]*o$/) && says(option, /^xtrace$/))) return true;
    if (says(word, /^\+[a-z]*x[a-z]*$/) || (says(word, /^\+[a-z]*o$/) && says(option, /^xtrace$/))) return false;
  }
  return undefined;
}
