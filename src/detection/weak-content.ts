import type { SealedBytes } from "../facts/sealed-bytes.ts";
import { harmlessEnding } from "./names/endings.ts";
import { isWeak } from "./values/weak.ts";
import { wordsOf } from "./words.ts";

/** Why somebody guesses a secret. */
export type Weakness = "short" | "digits" | "repeated" | "words";

const longest = 72;
/** No password at all by themselves; longer names say more of what they end in. */
const alone = new Set(["user", "username", "login", "email", "host", "hostname", "port", "name", "database", "url"]);

/**
 * Why the content of a secret is guessable, by the file's name and the bytes; nothing where it is not, or is no
 * password.
 */
export function weaknessOf(name: string, content: SealedBytes): Weakness | undefined {
  if (content.length === 0 || content.length > longest || isNoPassword(name)) return undefined;
  return content.open((bytes) => {
    const value = String.fromCharCode(...bytes).replace(/[\r\n]+$/, "");
    // Of binary and of several lines, nothing is known.
    if (!/^[\x20-\x7e]+$/.test(value)) return undefined;
    if (value.length < 8) return "short";
    if (/^\d+$/.test(value) && value.length < 16) return "digits";
    if (new Set(value).size <= 3 || /^(.{1,8})\1+$/.test(value)) return "repeated";
    // People who must use a digit and a sign add a year and an exclamation mark.
    const core = value.replace(/[!?.*#$]{1,3}$/, "").replace(/(?:19|20)\d\d$/, "");
    return [value, core].some((one) => one.length > 3 && isWeak(one, wordsOf(name))) ? "words" : undefined;
  });
}

/** `db_user` is a user's name, also in its second version. */
function isNoPassword(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && /^(?:v|v?\d+)$/.test(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  return words.length > 1 ? harmlessEnding(last) !== undefined : alone.has(last);
}

/** Whether a secret is one that another name may share without harm: a user's name, a host, a certificate. */
export function isSharedByNature(name: string): boolean {
  return isNoPassword(name);
}
