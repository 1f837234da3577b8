import { argumentName } from "../../detection/argument.ts";
import type { Value, Word } from "../../facts/index.ts";
import { head, without } from "../../facts/words.ts";
import { does } from "../../programs/index.ts";
import { type Program, programName } from "../../programs/start.ts";

/**
 * An argument that says by its own name that a secret follows, whatever the program: `--db-password x`, `-Dtoken=x`,
 * `make API_KEY=x`.
 */
export interface NamedArgument {
  option: string;
  name: string;
  value: Value;
}

const secretName =
  /(?:pass(?:w(?:or)?d|phrase)?|pwd|secret|tokens?|(?:api|access|secret|private|auth|account|master|encryption|signing)[._-]?key|credentials?|requirepass|masterauth)$/i;

/** Switches about a secret, that take none: `--no-password`, `--disabled-password`. */
const aboutSecret =
  /^(?:no|disabled?|enabled?|without|with|skip|use|allow|require|ask|prompt|generate|random|show|hide|print|reset|force|check|get|list|delete|create|rotate)[-_.]/i;

/** Options whose value is an assignment of its own: `--set auth.password=x`. */
const assigning = /^(?:--set(?:-string|-json)?|--from-literal|-var|--extra-vars|--var|-e)$/;

/** Every argument of that kind. */
export function* namedArguments(words: readonly Word[], { word, args }: Program): Generator<NamedArgument> {
  // These take words like `NAME=VALUE` for something else; what a shell sets is a fact of its own.
  if (does(programName(word), "prints-arguments", "takes-patterns", "installs-packages", "sets-variables")) return;
  const starter = programName(words[0]);
  const engine = does(starter, "manages-containers");
  const cluster = does(starter, "manages-clusters");
  const ownMeaning = cluster ? /^--set|literal|^(?:-e|--env)$/ : /^--set|literal/;
  for (const [index, arg] of args.entries()) {
    const text = head(arg);
    const found = text && argumentName(text);
    if (!found) continue;
    const option = found.written;
    const before = head(args[index - 1]);
    if (found.valueAt === undefined) {
      const next = args[index + 1];
      if (next && !head(next)?.matches(/^-|^(?:file|env|fd|stdin):/) && asks(found.name, engine))
        yield { option, name: found.name, value: next.value };
      continue;
    }
    const value = without(arg.value, found.valueAt);
    if (/^-/.test(option)) {
      const inner = assigning.test(option) || (cluster && option === "--env") ? assignment(value) : undefined;
      if (inner && asks(inner.name, false)) yield inner;
      else if (asks(found.name, engine)) yield { option, name: found.name, value };
      continue;
    }
    const assigned = before?.matches(assigning) ?? false;
    if (engine && !(assigned && before?.matches(ownMeaning))) continue;
    if ((assigned || /^[A-Z][A-Z\d_]*$/.test(option)) && asks(found.name, false))
      yield { option, name: found.name, value };
  }
}

/** `k=v` after `--from-literal=`. */
function assignment(value: Value): NamedArgument | undefined {
  const [first] = value;
  const found = first?.is === "literal" ? argumentName(first.text) : undefined;
  if (found?.valueAt === undefined) return undefined;
  return { option: found.written, name: found.name, value: without(value, found.valueAt) };
}

function asks(name: string, engine: boolean): boolean {
  if (engine && /secret/i.test(name)) return false;
  return secretName.test(name) && !aboutSecret.test(name);
}
