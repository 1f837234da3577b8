import { judgeByName } from "./by-name.ts";
import { isFinding } from "./clue.ts";
import { readName } from "./names.ts";
import type { Clue, NameReading, Where } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

const lists = /^(?:args?|arguments|cmd|command|cmdline|flags?|opts?|options|parameters|params|extra)$/;
const option = /(?:^|\s)--?([A-Za-z][\w-]{2,60})[ \t]+(?!-)(\S{1,500})/g;

/** What the options in a variable that holds a program's options give away: `EXTRA_FLAGS: --requirepass hunter2`. */
export function optionClues(
  text: string,
  name: NameReading | undefined,
  where: Where,
  own: Vocabulary | undefined,
): Clue[] {
  if (!lists.test(name?.words.at(-1) ?? "") || !text.includes("-")) return [];
  return [...text.matchAll(option)].flatMap((match) => {
    const [all, written = "", value = ""] = match;
    const reading = readName(written, own);
    if (reading.is !== "secret" || !reading.family) return [];
    const clue = judgeByName(value, reading, reading.family, `option --${written}`, where);
    const from = match.index + all.length - value.length;
    if (!isFinding(clue)) return [];
    return [{ ...clue, by: "config" as const, ranges: clue.ranges.map(([a, b]) => [from + a, from + b] as const) }];
  });
}
