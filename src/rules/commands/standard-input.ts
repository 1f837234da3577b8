import type { Command, Value, Word } from "../../facts/index.ts";
import { behind, head, says, upTo } from "../../facts/words.ts";
import { nameAmong, programOf } from "./program.ts";

/** A password that a program reads from its standard input, where that is written beside it. */
export interface FedPassword {
  program: string;
  value: Value;
}

type Reader =
  | "chpasswd"
  | "passwd"
  | "smbpasswd"
  | "vncpasswd"
  | "htpasswd"
  | "sudo"
  | "cryptsetup"
  | "saslpasswd2"
  | "pdbedit";

const readers: ReadonlySet<Reader> = new Set<Reader>([
  ...([
    "chpasswd",
    "passwd",
    "smbpasswd",
    "vncpasswd",
    "htpasswd",
    "sudo",
    "cryptsetup",
    "saslpasswd2",
    "pdbedit",
  ] as const),
]);
const printers: ReadonlySet<string> = new Set(["echo", "printf", "yes"]);
const lineEnd = /\\n|\n/;

/** `echo root:x | chpasswd`, `chpasswd <<EOF`, `echo x | passwd --stdin app`. */
export function* fedPasswords(command: Command): Generator<FedPassword> {
  if (command.pipedInto && nameAmong(command.words[0], printers)) {
    const program = readerOf(command.pipedInto);
    if (!program) return;
    for (const word of command.words.slice(1)) {
      if (!head(word)?.matches(/^-[a-zA-Z]+$/)) yield* passwords(program, word.value);
    }
  }
  if (command.input?.from !== "here") return;
  const program = readerOf(command.words);
  if (program) yield* passwords(program, command.input.value);
}

function readerOf(words: readonly Word[]): Reader | undefined {
  const [first] = words;
  if (nameAmong(first, readers) === "sudo" && words.some((word) => says(word, /^-[a-zA-Z]*S[a-zA-Z]*$/))) return "sudo";
  const program = nameAmong(programOf(words).word, readers);
  if (program === "htpasswd" && !words.some((word) => says(word, /^-[a-zA-Z]*i/))) return undefined;
  return program === "sudo" ? undefined : program;
}

function* passwords(program: Reader, text: Value): Generator<FedPassword> {
  let rest: Value | undefined = text;
  // Each line of `chpasswd` is an account; the others repeat one password.
  for (let line = 0; rest && rest.length > 0 && line < 1000; line++) {
    const value = program === "chpasswd" ? behind(upTo(rest, lineEnd), /:/) : upTo(rest, lineEnd);
    if (value && value.length > 0) yield { program, value };
    if (program !== "chpasswd") return;
    rest = behind(rest, lineEnd);
  }
}
