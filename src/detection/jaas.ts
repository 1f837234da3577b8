import { judgeByName } from "./by-name.ts";
import { isFinding } from "./clue.ts";
import { unnamed } from "./inner-names.ts";
import type { Clue, Where } from "./types.ts";
import { passwordName } from "./urls.ts";

const account = /\buser_([\w.-]{1,60})[ \t]{0,4}=[ \t]{0,4}\\?["']([^"'\\\n]{1,200})/dg;

/** The accounts that a JAAS login module knows: `user_alice="password"`. */
export function jaasClues(text: string, where: Where): Clue[] {
  if (!text.includes("LoginModule")) return [];
  return [...text.matchAll(account)].flatMap(({ 1: user = "", 2: password = "", indices }) => {
    const range = indices?.[2];
    const clue = judgeByName(password, passwordName([user]), "password", unnamed, where);
    return range && isFinding(clue) ? [{ ...clue, by: "config" as const, ranges: [range], name: "user_…" }] : [];
  });
}
