/**
 * The text behind base64 or base64url, if it is printable; `undefined` for anything else. Reads at most the first 4000
 * letters.
 */
export function decoded(text: string): string | undefined {
  const trimmed = text.slice(0, 4000).replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "");
  if (trimmed.length < 4 || trimmed.length % 4 === 1 || !/^[A-Za-z0-9+/]+$/.test(trimmed)) return undefined;
  const plain = Buffer.from(trimmed, "base64").toString("latin1");
  return /^[\t\n\r\x20-\x7e]*$/.test(plain) ? plain : undefined;
}
