import type { Sighting } from "../facts/index.ts";
import { scanCompose } from "./compose/index.ts";
import { scanEnvFile } from "./env-file/index.ts";
import { type FileKind, fileKinds, fileName, namedBy, rowOf } from "./kinds.ts";
import { isProgramName } from "./names.ts";
import type { Scanner, Source } from "./scanner.ts";
import { hasSomethingToSay, isLong } from "./typescript/mentions.ts";

/** What one file is, and what it says. */
export interface Scanned {
  kind: FileKind;
  sighting: Sighting;
}

/**
 * Finds the scanner for a file by its name and its content, and says what is in it. `undefined`: not a file for us. A
 * file that was named on the command line is recognised by its content only, too.
 */
export async function scan(source: Source, given: boolean): Promise<Scanned | undefined> {
  const kind = kindOf(source, given);
  if (kind === undefined) return undefined;
  const scanner = await scannerOf(kind);
  return { kind, sighting: scanner(source) };
}

/** The scanner of a kind; that of programs is loaded when it is first asked for. */
export async function scannerOf(kind: FileKind): Promise<Scanner> {
  return rowOf(kind).scanner();
}

/** Reads a file as an env file, whatever it is called: a compose file's `env_file:` names it. */
export function scanAsEnvFile(source: Source): Scanned {
  return { kind: "env file", sighting: scanEnvFile(source) };
}

/** Reads a file as a compose file, whatever it is called: another one joins it. */
export function scanAsCompose(source: Source): Scanned {
  return { kind: "compose file", sighting: scanCompose(source) };
}

/** The first kind whose name and content fit. */
function kindOf(source: Source, given: boolean): FileKind | undefined {
  const called = fileName(source.file);
  for (const { kind } of fileKinds) {
    const row = rowOf(kind);
    const named = namedBy(row, called);
    if (!named) continue;
    if (row.holds?.(source, named) ?? true) return kind;
    if (row.closed) return undefined;
  }
  return given ? fileKinds.find(({ kind }) => rowOf(kind).reads?.(source.text))?.kind : undefined;
}

/** Whether a file is a program that nobody parses, as most are: it mentions no environment. */
export function isSilentProgram({ file, text }: Source): boolean {
  return isProgramName(file) && !hasSomethingToSay(text) && !isLong(text);
}

/** Whether a file is a program that would have something to say, and is too long to be parsed. */
export function isLongProgram({ file, text }: Source): boolean {
  return isProgramName(file) && isLong(text);
}
