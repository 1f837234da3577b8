import type { Family, NameReading } from "./types.ts";
import type { Plain } from "./values/plain.ts";
import { strength } from "./values/strength.ts";

// Which plain values can be the secret itself: a number is a password (`48151623`), and no token under six digits.
const usable: Readonly<Record<Family, ReadonlySet<Plain>>> = {
  password: new Set(["number", "email", "uuid", "prose"]),
  secret: new Set(["number", "uuid", "prose", "email"]),
  token: new Set(["number", "uuid"]),
  key: new Set(["number", "uuid", "prose"]),
  credential: new Set(),
  auth: new Set(["uuid"]),
  salt: new Set(["uuid"]),
  pin: new Set(["number"]),
  phrase: new Set(["prose"]),
  "password hash": new Set(),
};

const shortestNumber: Readonly<Partial<Record<Family, number>>> = { password: 3, secret: 4, pin: 4, token: 6, key: 6 };

/** Whether a plain value can be what the name asks for. */
export function isUsable(kind: Plain, text: string, family: Family, name: NameReading): boolean {
  // Base64 has slashes: `K7MD/bPxR…` is no path.
  if (kind === "path") return strength(text) === "random" && !/^[.~/%$\\]|^[A-Za-z]:|\.[a-z]{2,10}$/.test(text);
  if (!usable[family].has(kind)) return false;
  if (kind === "number") return /^\d+$/.test(text) && text.length >= (shortestNumber[family] ?? 0);
  if (kind === "prose") return takesWords(family, name) || name.selfIssued;
  return true;
}

/**
 * Whether a plain word can be what the name asks for: a password, and the secret half of a pair for a store of its own.
 */
export function takesWords(family: Family, name: NameReading): boolean {
  if (family === "key") return name.words.includes("secret");
  return family !== "token" && family !== "auth" && family !== "credential";
}

/** Whether a text is rather the name of a thing than a token. */
export function tooShort(text: string): boolean {
  return /^[a-z]{1,12}$/.test(text) || text.length < 6;
}
