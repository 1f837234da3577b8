import type { Command } from "../../facts/index.ts";
import { says } from "../../facts/words.ts";
import { entryOf } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";

/** `mysqladmin ping` needs no password: a server that refuses it has answered. */
export function isPing({ words }: Command): boolean {
  const { word, args } = programOf(words);
  const { withoutPassword } = entryOf(programName(word) ?? "");
  return withoutPassword !== undefined && args.some((arg) => says(arg, withoutPassword));
}
