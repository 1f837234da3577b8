import type { Exposure } from "../facts/index.ts";
import { essenceOf } from "./essence.ts";

/** How a value can be written in another place. */
export type Form = Exposure["form"];

/** A value in one form, as bytes. */
export interface Written {
  form: Form;
  bytes: Uint8Array;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Longer text is wrapped in lines, as `base64` does: parts of this many bytes fit into one. */
const partInBase64 = 24;

/** Every form of a secret's content that is looked for, each once. */
export function formsOf(content: Uint8Array): Written[] {
  const essence = essenceOf(content);
  if (typeof essence === "string") return [];
  const written: Written[] = [
    // A copy: what is made of a value is wiped before the value is.
    { form: "plain", bytes: essence.slice() },
    { form: "json", bytes: replaced(essence, jsonEscape) },
    { form: "shell", bytes: replaced(essence, (byte) => (byte === quote ? "'\\''" : undefined)) },
    { form: "shell", bytes: replaced(essence, (byte) => (isWordByte(byte) ? undefined : `\\${char(byte)}`)) },
    ...inAddress(essence),
    ...inBase64(essence),
    { form: "hex", bytes: ascii(hex(essence)) },
    { form: "hex", bytes: ascii(hex(essence).toUpperCase()) },
  ];
  const known = new Map<string, Written>();
  for (const one of written) {
    const key = latin1(one.bytes);
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

/** The characters that depend on the value only, at each of the three places at which it can begin in a group. */
function inBase64(bytes: Uint8Array): Written[] {
  const long = bytes.length > 2 * partInBase64;
  const starts = long ? [Math.floor(bytes.length * 0.4), bytes.length - partInBase64] : [0];
  return starts.flatMap((start) => {
    const part = long ? bytes.subarray(start, start + partInBase64) : bytes;
    return [0, 1, 2].flatMap((before): Written[] => {
      const text = base64At(part, before);
      const both = [text, text.replaceAll("+", "-").replaceAll("/", "_")];
      return both.map((one) => ({ form: "base64", bytes: ascii(one) }));
    });
  });
}

function base64At(bytes: Uint8Array, before: number): string {
  const bit = (at: number) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  let text = "";
  for (let at = (6 - ((before * 8) % 6)) % 6; at + 6 <= bytes.length * 8; at += 6) {
    let value = 0;
    for (let index = 0; index < 6; index++) value = (value << 1) | bit(at + index);
    text += letters[value];
  }
  return text;
}

const [space, quote, doubleQuote, backslash] = [0x20, 0x27, 0x22, 0x5c];
const short: Readonly<Record<number, string>> = { 8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r" };

/** JSON as JavaScript writes it, and Go but for `<`, `>` and `&`, which Go escapes only for pages. */
function jsonEscape(byte: number): string | undefined {
  if (byte === doubleQuote || byte === backslash) return `\\${char(byte)}`;
  return byte < space ? (short[byte] ?? `\\u${byte.toString(16).padStart(4, "0")}`) : undefined;
}

/** What different libraries leave as it is: RFC 3986 strictly, JavaScript, Python, and what a user name may hold. */
const left = ["~", "~!*'()", "~/", "~!$&'()*+,;="];

function inAddress(bytes: Uint8Array): Written[] {
  const cases = [(code: string) => code, (code: string) => code.toUpperCase()];
  const escapes = left.flatMap((plain) =>
    cases.map((written) => (byte: number) => {
      if (isWordByte(byte) || plain.includes(char(byte))) return undefined;
      return `%${written(byte.toString(16).padStart(2, "0"))}`;
    }),
  );
  return escapes.flatMap((encode): Written[] => [
    { form: "url", bytes: replaced(bytes, encode) },
    { form: "url", bytes: replaced(bytes, (byte) => (byte === space ? "+" : encode(byte))) },
  ]);
}

/** What no shell and no address needs to quote: letters, digits, `_`, `-` and `.`. */
function isWordByte(byte: number): boolean {
  return /[\w.-]/.test(char(byte));
}

function replaced(bytes: Uint8Array, encode: (byte: number) => string | undefined): Uint8Array {
  const written: number[] = [];
  for (const byte of bytes) {
    const text = encode(byte);
    if (text === undefined) written.push(byte);
    else for (const one of text) written.push(one.charCodeAt(0));
  }
  return Uint8Array.from(written);
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (one) => one.charCodeAt(0));
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function char(byte: number): string {
  return String.fromCharCode(byte);
}
