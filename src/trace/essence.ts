/** Why a value is not looked for: by chance, or on purpose, it would turn up anywhere. */
export type Unfit = "short" | "public";

/** Shorter values turn up anywhere. */
const shortest = 6;
/** More of a long value proves no more. */
const longest = 200;
const kept = 128;

const privateKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----([^-]*)/;
const published = /-----BEGIN [A-Z0-9 ]*(?:CERTIFICATE|PUBLIC KEY|CERTIFICATE REQUEST)(?: BLOCK)?-----/;

/** The part of a secret's content that nothing else would hold by chance, or why there is none. */
export function essenceOf(content: Uint8Array): Uint8Array | Unfit {
  const trimmed = withoutLineEnd(content);
  if (trimmed.length < shortest) return "short";
  if (!holdsLines(trimmed) && trimmed.length <= longest) return trimmed;
  const text = latin1(trimmed);
  const key = privateKey.exec(text);
  if (key) return middleLine(key[1] ?? "");
  if (published.test(text)) return "public";
  return excerpt(bytesOf(holdsLines(trimmed) ? longestLine(text) : text));
}

/** The first lines of a key name its kind, and are the same in every key of that kind. */
function middleLine(body: string): Uint8Array | Unfit {
  const lines = body.split(/\r?\n|\\n/).filter((line) => /^[A-Za-z0-9+/=]+$/.test(line.trim()));
  const line = lines[Math.floor(lines.length * 0.6)]?.trim() ?? "";
  return line.length < 16 ? "short" : excerpt(bytesOf(line));
}

function longestLine(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const written = lines.filter((line) => !/^(?:#|\/\/|;|<!--)/.test(line));
  return written.reduce((best, line) => (line.length > best.length ? line : best), "");
}

/** The beginning and the end of long values, as of tokens and of JSON, are often the same in all of them. */
function excerpt(bytes: Uint8Array): Uint8Array | Unfit {
  if (bytes.length < shortest) return "short";
  if (bytes.length <= longest) return bytes;
  const start = Math.floor((bytes.length - kept) * 0.6);
  return bytes.subarray(start, start + kept);
}

/** What an editor or `echo` adds is seldom part of the value that turns up elsewhere. */
export function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  return bytes.subarray(0, end);
}

function holdsLines(bytes: Uint8Array): boolean {
  return bytes.includes(0x0a);
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 4096) {
    text += String.fromCharCode(...bytes.subarray(start, start + 4096));
  }
  return text;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
