import type { Range } from "../types.ts";

// Hashes of passwords, as programs write them. `$$` stays where a compose file was not decoded.
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  ["bcrypt hash", /\$\$?2[abxy]?\$\$?[0-9]{2}\$\$?[./A-Za-z0-9]{53}/g],
  ["Apache MD5 hash", /\$\$?apr1\$\$?[./A-Za-z0-9]{1,8}\$\$?[./A-Za-z0-9]{22}/g],
  [
    "Argon2 hash",
    /\$\$?argon2(?:id|i|d)\$\$?v=[0-9]{1,3}\$\$?m=[0-9]{1,9},t=[0-9]{1,4},p=[0-9]{1,4}\$\$?[A-Za-z0-9+/]{8,128}\$\$?[A-Za-z0-9+/]{16,172}/g,
  ],
  [
    "scrypt hash",
    /\$\$?scrypt\$\$?ln=[0-9]{1,2},r=[0-9]{1,2},p=[0-9]{1,2}\$\$?[A-Za-z0-9+/]{8,128}\$\$?[A-Za-z0-9+/]{16,172}/g,
  ],
  [
    "crypt hash",
    /\$\$?(?:1|5|6|y|gy|7)\$\$?(?:rounds=[0-9]{1,9}\$\$?)?[./A-Za-z0-9=,]{1,40}\$\$?[./A-Za-z0-9]{22,86}/g,
  ],
  [
    "PBKDF2 hash",
    /pbkdf2_?(?:hmac_?)?-?sha(?:1|256|512)(?:\$\$?|:)[0-9]{1,9}(?:\$\$?|:)[A-Za-z0-9+/=.-]{4,128}(?:\$\$?|:)[A-Za-z0-9+/=.-]{16,172}/g,
  ],
  ["LDAP hash", /\{(?:SSHA|SHA|SMD5|MD5|SSHA256|SSHA512|CRYPT|PBKDF2)\}[A-Za-z0-9+/=$.]{16,172}/g],
];
const gate = /\$(?:2|apr1|argon2|scrypt|1|5|6|7|y|gy)|pbkdf2|\{(?:S?SHA|S?MD5|CRYPT|PBKDF2)/;

/** Every hash of a password in a text. A salted one is still a door: a weak password behind it is found in minutes. */
export function passwordHashes(text: string): { range: Range; shape: string }[] {
  if (!(text.includes("$") || text.includes("{") || text.includes("pbkdf2")) || !gate.test(text)) return [];
  const found: { range: Range; shape: string }[] = [];
  for (const [shape, pattern] of shapes) {
    for (const match of text.matchAll(pattern))
      found.push({ range: [match.index, match.index + match[0].length], shape });
  }
  return found;
}

/**
 * Every `user:realm:hash` of HTTP digest authentication. Other things look so too: only for a name that says it holds
 * these.
 */
export function httpDigests(text: string): { range: Range; shape: string }[] {
  return [...text.matchAll(/(?:^|[,\s])[\w.-]{1,60}:[\w .-]{1,60}:([0-9a-f]{32})\b/dg)].flatMap(({ indices }) =>
    indices?.[1] ? [{ range: indices[1], shape: "HTTP digest" }] : [],
  );
}

/** Whether a text could be a bare digest, which only its name makes the hash of a password. */
export function isBareDigest(text: string): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|\*[0-9A-F]{40})$/i.test(
    text,
  );
}
