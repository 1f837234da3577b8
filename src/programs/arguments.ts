import type { Value, Word } from "../facts/index.ts";
import { soleLiteral } from "../facts/value.ts";
import { behind, head, plain, says, upTo, without } from "../facts/words.ts";
import type { CredentialForm, SecretOption, SecretPosition } from "./entry.ts";
import { entryOf } from "./index.ts";
import { type Program, programName } from "./start.ts";

/** A word, or a part of one, that a program takes for a secret. */
export interface SecretArgument {
  program: string;
  /** The option as a person writes it, or nothing where the position tells. */
  option?: string;
  value: Value;
  as: SecretOption["as"];
  /** How to pass it in a file. */
  fromFile: CredentialForm["fromFile"];
}

/** What these words pass to a program whose options are known. */
export function* secretArguments({ word, args }: Program): Generator<SecretArgument> {
  const program = programName(word);
  if (program === undefined) return;
  for (const { verb, options = [], positions, blank, fromFile } of entryOf(program).credentials ?? []) {
    if (verb && !args.some((arg) => says(arg, verb))) continue;
    const isBlank = (value: Value) => blank !== undefined && (soleLiteral(value)?.text.matches(blank) ?? false);
    for (const option of options) {
      for (const value of optionValues(args, option)) {
        const secret = option.behind ? behind(value, option.behind) : value;
        if (secret && !isBlank(secret))
          yield { program, option: option.option, value: secret, as: option.as, fromFile };
      }
    }
    const position = positions?.find((one) => fits(args, one));
    const value = position && positionValue(args, position);
    if (position && value && !isBlank(value)) yield { program, value, as: position.as, fromFile };
  }
}

function* optionValues(args: readonly Word[], { option, style, pattern }: SecretOption): Generator<Value> {
  for (const [index, word] of args.entries()) {
    const text = head(word);
    if (!text) continue;
    const whole = plain(word);
    if (
      style !== "glued" &&
      style !== "assigned" &&
      whole &&
      (whole.equals(option) || (pattern && whole.matches(pattern)))
    ) {
      const next = args[index + 1];
      if (next && !head(next)?.matches(/^--/)) yield next.value;
      continue;
    }
    // `- --requirepass word` in a list of YAML is one word, and a server that reads it line by line sees two.
    const sign = style === "long" && text.slice(0, option.length + 1).equals(`${option} `) ? " " : "=";
    const start = style === "long" || style === "assigned" ? `${option}${sign}` : option;
    if (style === "next" || !text.slice(0, start.length).equals(start)) continue;
    const value = without(word.value, start.length);
    if (value.length > 0) yield value;
  }
}

function fits(args: readonly Word[], { words, flag }: SecretPosition): boolean {
  if (flag && !args.some((arg) => says(arg, flag))) return false;
  const own = bare(args);
  return words.every((pattern, index) => head(own[index])?.matches(pattern) ?? false);
}

function positionValue(args: readonly Word[], { at, behind: prefix, until }: SecretPosition): Value | undefined {
  const value = bare(args)[at]?.value;
  const secret = value && prefix ? behind(value, prefix) : value;
  return secret && until ? upTo(secret, until) : secret;
}

function bare(args: readonly Word[]): readonly Word[] {
  return args.filter((arg) => !head(arg)?.matches(/^-/));
}
