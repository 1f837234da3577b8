import type { Range } from "../types.ts";
import { decoded } from "./base64.ts";

/**
 * Private JSON Web Keys behind base64: what begins as a JSON object does, and says `kty` and `d` (RFC 7518, 6.2.2 and
 * 6.3.2) or `k` of a symmetric one (6.4.1).
 */
export function privateJwks(text: string): Range[] {
  const found: Range[] = [];
  if (!text.includes("eyJ")) return found;
  for (const match of text.matchAll(/\beyJ[A-Za-z0-9+/_-]{60,20000}={0,2}/g)) {
    const plain = decoded(match[0]);
    if (plain && /"kty"\s*:/.test(plain) && /"(?:d|k)"\s*:\s*"/.test(plain)) {
      found.push([match.index, match.index + match[0].length]);
    }
  }
  return found;
}
