import type { Span, Value, Word } from "../../facts/index.ts";
import { head, plain, without } from "../../facts/words.ts";

/** An option of a command line, and what it was given. */
export interface Option {
  /** The long name without dashes, or the short one: `env`, `e`. */
  name: string;
  /** The word that holds the value. */
  word: Word;
  value: Value;
  /** Where the value is written; quotes included where it is a word of its own. */
  span: Span;
}

/**
 * Options and words of a command line. What is after the first word without dashes is left as it is where that word
 * ends the options.
 */
export interface Parsed {
  options: readonly Option[];
  words: readonly Word[];
}

/** How a sub-command reads its words. */
export interface Grammar {
  /** Long options that take no value. */
  switches: ReadonlySet<string>;
  /** Letters of short options that take no value; they may be glued together. */
  letters: string;
  /** The first word without dashes ends the options: an image, and what it is started with. */
  wordsEnd: boolean;
}

/** Reads options as the engines do: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-itn value`. */
export function parseOptions(args: readonly Word[], { switches, letters, wordsEnd }: Grammar): Parsed {
  const options: Option[] = [];
  const words: Word[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (!word) break;
    const text = head(word);
    if (!text?.matches(/^-./)) {
      if (wordsEnd) return { options, words: args.slice(index) };
      words.push(word);
      continue;
    }
    if (plain(word)?.equals("--")) return { options, words: [...words, ...args.slice(index + 1)] };
    const read = text.matches(/^--/) ? longOption(text, switches) : shortOption(text, letters);
    if (!read) continue;
    if (read.valueAt !== undefined) {
      const value = without(word.value, read.valueAt);
      options.push({ name: read.name, word, value, span: spanBehind(word, value, read.valueAt) });
      continue;
    }
    const next = args[++index];
    if (next) options.push({ name: read.name, word: next, value: next.value, span: next.span });
  }
  return { options, words };
}

/** Those of these names, in their order. */
export function named(options: readonly Option[], ...names: string[]): readonly Option[] {
  return options.filter(({ name }) => names.includes(name));
}

type Read = { name: string; valueAt?: number } | undefined;

function longOption(text: NonNullable<ReturnType<typeof head>>, switches: ReadonlySet<string>): Read {
  return text.open((whole) => {
    const [, name, equals] = /^--([\w-]+)(=?)/.exec(whole) ?? [];
    if (name === undefined) return undefined;
    if (equals) return { name, valueAt: name.length + 3 };
    return switches.has(name) ? undefined : { name };
  });
}

/** The first letter that takes a value takes the rest of the word, or the next one. */
function shortOption(text: NonNullable<ReturnType<typeof head>>, letters: string): Read {
  return text.open((whole) => {
    let at = 1;
    while (at < whole.length && letters.includes(whole.charAt(at))) at++;
    if (at >= whole.length) return undefined;
    const name = whole.charAt(at);
    if (at + 1 >= whole.length) return { name };
    return { name, valueAt: whole.charAt(at + 1) === "=" ? at + 2 : at + 1 };
  });
}

function spanBehind(word: Word, value: Value, count: number): Span {
  const [part] = value;
  return [part ? part.span[0] : Math.min(word.span[0] + count, word.span[1]), word.span[1]];
}
