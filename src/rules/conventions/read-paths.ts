import { secretNameWithin } from "../../detection/run-secrets.ts";
import type { Command, Span, Value, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { literals, references } from "../../facts/value.ts";
import { does } from "../../programs/index.ts";
import { programName } from "../../programs/start.ts";

/** A path below /run/secrets that a command reads, and where it is written. */
export interface ReadPath {
  path: string;
  span: Span;
}

/** The paths that the commands of one service read, each once; not those that one of them asks for first, or writes. */
export function pathsRead(commands: readonly Command[]): { command: Command; read: ReadPath }[] {
  const found = new Map<string, { command: Command; read: ReadPath }>();
  const asked = new Set<string>();
  for (const command of commands) {
    const reads = [...command.words, ...inputOf(command)].flatMap((word) => pathIn(word));
    // They ask for a file before somebody reads it, or put it there.
    const isAsking = does(programName(command.words[0]), "checks-paths") || command.output.some(({ fd }) => fd === 2);
    for (const read of reads) {
      if (isAsking) asked.add(read.path);
      else if (!found.has(read.path)) found.set(read.path, { command, read });
    }
    for (const { path } of command.output.flatMap(({ target }) => pathIn(target))) asked.add(path);
  }
  return [...found.values()].filter(({ read }) => !asked.has(read.path));
}

function inputOf({ input }: Command): readonly Word[] {
  if (input?.from === "file") return [input.path];
  return input?.from === "pipe" ? input.words : [];
}

/** Of one word: the path itself, what follows `--option=`, and what `$(cat …)` reads. */
function pathIn({ value, span }: Pick<Word, "value" | "span">): ReadPath[] {
  const paths: ReadPath[] = [];
  for (const { to, span: at } of references(value)) {
    const name = to.store === "file" ? secretNameWithin(new Sealed(to.name), false) : undefined;
    if (name !== undefined) paths.push({ path: `/run/secrets/${name}`, span: at });
  }
  for (const { part } of literals(value)) {
    const name = secretNameWithin(part.text, goesOn(value, part));
    if (name !== undefined) paths.push({ path: `/run/secrets/${name}`, span });
  }
  return paths.filter(({ path }) => !path.startsWith("/run/secrets/kubernetes.io/"));
}

/** Whether the rest of a name is a variable's. */
function goesOn(value: Value, part: Value[number]): boolean {
  return value.indexOf(part) < value.length - 1;
}
