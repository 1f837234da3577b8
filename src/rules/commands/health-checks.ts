import type { Command } from "../../facts/index.ts";
import { says } from "../../facts/words.ts";
import { nameAmong, programOf } from "./program.ts";

const pingers: ReadonlySet<string> = new Set(["mysqladmin", "mariadb-admin"]);

/** `mysqladmin ping` needs no password: a server that refuses it has answered. */
export function isPing({ words }: Command): boolean {
  const { word, args } = programOf(words);
  return nameAmong(word, pingers) !== undefined && args.some((arg) => says(arg, /^ping$/));
}
