import { hole } from "../template.ts";
import type { Range } from "../types.ts";
import { decoded } from "./base64.ts";
import { entropy } from "./strength.ts";

const begin = /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|SSH2 ENCRYPTED|PGP|ANY) )?PRIVATE KEY(?: BLOCK)?-----/g;
const end = /^-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
const armoured = /LS0tLS1CRUdJTi[A-Za-z0-9+/=_-]*/g;

// The shortest real one, an Ed25519 key in PKCS#8, has 64 letters.
const shortestBody = 40;
const longestBody = 20_000;

// A cloud's service account: JSON behind base64.
const account = /\b(?:ewo|ewA|ew0|eyA|eyI)[A-Za-z0-9+/_-]{600,4000}={0,2}/g;
const accountKey = /"private_key"\s*:\s*"-----BEGIN [A-Z ]*PRIVATE KEY/;
const shortestAccount = 600;

/** Every private key in a text: PEM as it is, on one line, with `\n` written out, indented, or behind base64. */
export function privateKeys(text: string): Range[] {
  const found: Range[] = [];
  for (const match of text.includes("-----BEGIN") ? text.matchAll(begin) : []) {
    const bodyEnd = endOfKey(text, match.index + match[0].length);
    if (bodyEnd) found.push([match.index, bodyEnd]);
  }
  for (const match of text.includes("LS0tLS1CRUdJTi") ? text.matchAll(armoured) : []) {
    const isPrivate = /PRIVATE KEY/.test(decoded(match[0].slice(0, 80)) ?? "");
    if (isPrivate && match[0].length > 80) found.push([match.index, match.index + match[0].length]);
  }
  for (const match of text.length > shortestAccount ? text.matchAll(account) : []) {
    if (accountKey.test(decoded(match[0]) ?? "")) found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

function endOfKey(text: string, from: number): number | undefined {
  const rest = text.slice(from, from + longestBody);
  const until = rest.indexOf("-----");
  const body = until < 0 ? rest : rest.slice(0, until);
  if (!isKeyMaterial(body)) return undefined;
  return from + body.length + (end.exec(rest.slice(body.length))?.[0].length ?? 0);
}

// `...` or `<your key>` between the lines is documentation.
function isKeyMaterial(body: string): boolean {
  const start = body.slice(0, 2000);
  if (start.includes(hole) || /\.\.\.|[<|]|\$\{|\{\{|xxxx/i.test(start)) return false;
  const letters = start.replace(/\\[nrt]|[\s"'\\,+]/g, "");
  return letters.length >= shortestBody && entropy(letters) > 1.5 && !/your|example|here/i.test(letters.slice(0, 60));
}
