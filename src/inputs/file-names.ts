/** A file's name from its bytes. Those that are not UTF-8 become lone surrogates, which no other name contains. */
export function decodeName(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd")) return text;
  const sequences = bytes
    .toString("latin1")
    .match(/[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g);
  return (sequences ?? []).map(decodeSequence).join("");
}

function decodeSequence(sequence: string): string {
  const bytes = Buffer.from(sequence, "latin1");
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd") || bytes.equals(Buffer.from("\ufffd"))) return text;
  return [...bytes].map((byte) => String.fromCharCode(0xdc00 + byte)).join("");
}

/** The names in a list that separates them with NUL bytes, as git writes it. */
export function decodeNames(bytes: Buffer): string[] {
  const text = bytes.toString("utf8");
  const names = text.split("\0").filter(Boolean);
  if (!text.includes("\ufffd")) return names;
  const separated = bytes.toString("latin1").split("\0").filter(Boolean);
  return separated.map((name) => decodeName(Buffer.from(name, "latin1")));
}

/** Whether a name contains bytes that are not UTF-8: no text can name the file. */
export function isUndecodable(name: string): boolean {
  return /\p{Cs}/u.test(name);
}

/** A name with such bytes spelled out: `bad\xff.env`. */
export function spellName(name: string): string {
  return name.replace(/\p{Cs}/gu, (unit) => `\\x${(unit.charCodeAt(0) & 0xff).toString(16).padStart(2, "0")}`);
}
