import type { Assignment, Command as CommandNode } from "unbash";
import type { Binding, Value, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { Scope, ShellScan } from "./scope.ts";
import { spanOf } from "./source.ts";
import { readValue } from "./value.ts";

/** A binding without what all facts share. */
export type Bound = Pick<Binding, "name" | "value" | "valueSpan"> & { span: readonly [number, number] };

/** `A=b cmd`, `A=b`, `export A=b`, `declare A=b`. */
export function assigned(command: CommandNode, scope: Scope, scan: ShellScan): Bound[] {
  return [...command.prefix, ...command.args.slice(0, endOfNames(command))]
    .filter((one): one is Assignment => one.type === "Assignment")
    .map((one) => ({
      name: one.name,
      value: readValue(one.value, scope, scan),
      valueSpan: spanOf(scope.source, one.value.pos, one.value.end),
      span: spanOf(scope.source, one.pos, one.end),
    }));
}

/** `: "${A:=b}"`: what a script sets where nobody else did. */
export function defaulted(command: CommandNode, scope: Scope, scan: ShellScan): Bound[] {
  if (command.name?.value !== ":") return [];
  return command.args.flatMap((word) => {
    if (word.type !== "Word" || !/^"?\$\{\w+:?=/.test(word.text)) return [];
    const value = readValue(word, scope, scan);
    const [part] = value;
    if (part?.is !== "reference") return [];
    const span = spanOf(scope.source, word.pos, word.end);
    return [{ name: part.to.name, value, valueSpan: span, span }];
  });
}

const declarers: ReadonlySet<string> = new Set(["export", "readonly", "declare", "typeset", "local"]);

/** `export "A=b"`: quoted, it comes as a plain word. */
export function quotedExports(command: CommandNode, words: readonly Word[]): Bound[] {
  if (!declarers.has(command.name?.value ?? "")) return [];
  return words
    .slice(1, 1 + endOfNames(command))
    .flatMap((word, index) => (command.args[index]?.type === "Word" ? (split(word) ?? []) : []));
}

/** Up to a word that can be no name, as in `export A = b=c`, which a shell refuses: what follows belongs to a value. */
function endOfNames(command: CommandNode): number {
  const end = command.args.findIndex((one) => one.type === "Word" && !/^[-+]?[A-Za-z_"'$`\\{]/.test(one.text));
  return end < 0 ? command.args.length : end;
}

/** `env [options] A=b cmd`: words up to the program that are a name and a value. */
export function environmentWords(words: readonly Word[]): Bound[] {
  const [program, ...rest] = words;
  if (!program || !says(program, /^(?:\/usr)?(?:\/bin\/)?env$/)) return [];
  const found: Bound[] = [];
  for (const word of rest) {
    if (says(word, /^-/)) continue;
    const bound = split(word);
    if (!bound) break;
    found.push(bound);
  }
  return found;
}

function split(word: Word): Bound | undefined {
  const [first, ...rest] = word.value;
  if (first?.is !== "literal") return undefined;
  const name = first.text.open((text) => /^([A-Za-z_]\w*)=/.exec(text)?.[1]);
  if (name === undefined) return undefined;
  const head = name.length + 1;
  const written = first.span[1] - first.span[0] === first.text.length;
  const span = written ? ([first.span[0] + head, first.span[1]] as const) : first.span;
  const tail: Value =
    first.text.length === head
      ? []
      : [{ is: "literal", text: first.text.open((text) => new Sealed(text.slice(head))), span }];
  return { name, value: [...tail, ...rest], valueSpan: [span[0], word.span[1]], span: word.span };
}

function says(word: Word, pattern: RegExp): boolean {
  const [part] = word.value;
  return part?.is === "literal" && part.text.matches(pattern);
}
