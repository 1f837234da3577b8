import type { Value, Word } from "../../facts/index.ts";
import { behind, head, plain, says, upTo, without } from "../../facts/words.ts";
import { credentialOptions } from "./credential-options/index.ts";
import type { SecretOption, SecretPosition, SecretTaker } from "./options.ts";
import { nameAmong, type Program } from "./program.ts";

/** A word, or a part of one, that a program takes for a secret. */
export interface SecretArgument {
  program: string;
  /** The option as a person writes it, or nothing where the secret stands by its position. */
  option?: string;
  value: Value;
  as: SecretOption["as"];
  instead: SecretTaker["instead"];
}

/** The programs whose options are known. */
export const programs: ReadonlySet<string> = new Set(credentialOptions.flatMap((taker) => taker.programs));

/** What these words hand to a program whose options are known. */
export function* secretArguments({ word, args }: Program): Generator<SecretArgument> {
  const program = nameAmong(word, programs);
  if (program === undefined) return;
  for (const taker of credentialOptions) {
    if (!taker.programs.includes(program)) continue;
    if (taker.verb && !args.some((arg) => taker.verb && says(arg, taker.verb))) continue;
    const { instead } = taker;
    for (const option of taker.options ?? []) {
      for (const value of optionValues(args, option)) {
        const secret = option.behind ? behind(value, option.behind) : value;
        if (secret) yield { program, option: option.option, value: secret, as: option.as, instead };
      }
    }
    const position = taker.positions?.find((one) => fits(args, one));
    const value = position && positionValue(args, position);
    if (position && value) yield { program, value, as: position.as, instead };
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
