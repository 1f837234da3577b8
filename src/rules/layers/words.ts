import type { World } from "../../facts/world.ts";
import { secretName } from "../bindings.ts";
import { type CopiedSecret, contextOf } from "./copied-secrets.ts";

/** The words of the messages about a copied secret file. */
export function wordsOf({ copy, path, kind, file }: CopiedSecret, world: World): Record<string, string> {
  const secret = secretName(path.slice(path.lastIndexOf("/") + 1));
  const [service] = world.users(copy.subject, "build-section");
  const context = contextOf(copy, world);
  const ignore = context?.place.file ?? ".dockerignore";
  return {
    kind: kind.what,
    how: kind.how ?? `RUN --mount=type=secret,id=${secret} …`,
    secret,
    service: service?.name ?? "app",
    file: `./${file?.place.file ?? path.replace(/^\.?\//, "")}`,
    ...ignoreWords(path),
    ignore,
    into: quoted(ignore),
  };
}

/** How to add a path to an ignore file: the line as a shell is given it, and the command that prints it. */
export function ignoreWords(path: string): { line: string; exclude: string } {
  const line = quoted(ignoreLine(path));
  // Some shells' `echo` reads what follows a backslash.
  return { line, exclude: line.includes("\\") ? `printf '%s\\n' ${line}` : `echo ${line}` };
}

/** The line of an ignore file that names this file and no other. */
function ignoreLine(path: string): string {
  const literal = path
    .replace(/[\\*?[]/g, "\\$&")
    // What an ignore file cannot say, or drops: line ends, and blanks at the end.
    .replace(/\p{Cc}| $/gu, "?");
  return /^[#! ]/.test(literal) ? `./${literal}` : literal;
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
