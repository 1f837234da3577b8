import type { Command, Value, Word } from "../../facts/index.ts";
import { behind, head, says, upTo } from "../../facts/words.ts";
import { does, entryOf } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";

/** A password that a program reads from its standard input, where that is written beside it. */
export interface FedPassword {
  program: string;
  value: Value;
}

const lineEnd = /\\n|\n/;

/** `echo root:x | chpasswd`, `chpasswd <<EOF`, `echo x | passwd --stdin app`. */
export function* fedPasswords(command: Command): Generator<FedPassword> {
  if (command.pipedInto && does(programName(command.words[0]), "prints-arguments")) {
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

/** The program that reads a password from its standard input: `sudo -S` itself, and not what it starts. */
function readerOf(words: readonly Word[]): string | undefined {
  const [first] = words;
  return [first, programOf(words).word].map(programName).find((name) => {
    const stdin = name === undefined ? undefined : entryOf(name).stdin;
    const { flag } = stdin ?? {};
    return stdin && (!flag || words.some((word) => says(word, flag)));
  });
}

function* passwords(program: string, text: Value): Generator<FedPassword> {
  let rest: Value | undefined = text;
  const accounts = entryOf(program).stdin?.holds === "accounts";
  // Each line is an account, or all of them repeat one password.
  for (let line = 0; rest && rest.length > 0 && line < 1000; line++) {
    const value = accounts ? behind(upTo(rest, lineEnd), /:/) : upTo(rest, lineEnd);
    if (value && value.length > 0) yield { program, value };
    if (!accounts) return;
    rest = behind(rest, lineEnd);
  }
}
