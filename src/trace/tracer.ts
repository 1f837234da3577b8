import type { SealedBytes } from "../facts/sealed-bytes.ts";
import { buildSearch } from "./byte-search.ts";
import { essenceOf, type Unfit, withoutLineEnd } from "./essence.ts";
import { type Form, formsOf } from "./forms.ts";

/** A secret that turned up in a text: which, how it was written, and where. */
interface Hit {
  secret: number;
  form: Form;
  start: number;
  end: number;
}

/** Looks for the values of secrets. */
export interface Tracer {
  /** Each secret that is in a text, once. */
  find(text: Uint8Array): Hit[];
  /** The same for a text that comes in pieces; places are not told. */
  stream(): { push(piece: Uint8Array): void; found(): Pick<Hit, "secret" | "form">[] };
  /** The secrets that are not looked for. */
  skipped: readonly { secret: number; why: Unfit | "common" }[];
  /** Overwrites everything that was made of the values. */
  wipe(): void;
}

/** So long, a value made of letters and digits can be part of a longer word by chance. */
const chance = 12;

/** `isCommon` tells which values are words that many texts hold. */
export function startTracer(
  contents: readonly SealedBytes[],
  isCommon: (value: string) => boolean = () => false,
): Tracer {
  const skipped: { secret: number; why: Unfit | "common" }[] = [];
  const needles: { secret: number; form: Form; bytes: Uint8Array }[] = [];
  contents.forEach((content, secret) => {
    const why = content.open((bytes) => unfit(bytes, isCommon));
    if (why) skipped.push({ secret, why });
    else for (const written of content.open(formsOf)) needles.push({ secret, ...written });
  });
  const search = buildSearch(needles.map(({ bytes }) => bytes));

  const findIn = (text: Uint8Array, from: number, found: Map<number, Hit>) => {
    search.search(text, (index, end) => {
      const needle = needles[index];
      if (!needle || end <= from || found.has(needle.secret)) return;
      const { secret, form, bytes } = needle;
      const start = end - bytes.length;
      if (form !== "plain" || bytes.length >= chance || isApart(text, start, end))
        found.set(secret, { secret, form, start, end });
    });
  };
  return {
    skipped,
    find(text) {
      const found = new Map<number, Hit>();
      findIn(text, 0, found);
      return [...found.values()];
    },
    stream() {
      const found = new Map<number, Hit>();
      let tail: Uint8Array = new Uint8Array(0);
      return {
        push(piece) {
          const text = new Uint8Array(tail.length + piece.length);
          text.set(tail);
          text.set(piece, tail.length);
          findIn(text, tail.length, found);
          tail = text.subarray(Math.max(0, text.length - search.longest));
        },
        found: () => [...found.values()].map(({ secret, form }) => ({ secret, form })),
      };
    },
    wipe() {
      search.wipe();
      for (const { bytes } of needles) bytes.fill(0);
    },
  };
}

function unfit(content: Uint8Array, isCommon: (value: string) => boolean): Unfit | "common" | undefined {
  const essence = essenceOf(content);
  if (typeof essence === "string") return essence;
  const value = withoutLineEnd(content);
  return value.length <= 72 && isCommon(String.fromCharCode(...value)) ? "common" : undefined;
}

/** Whether neither side goes on with a letter or a digit; an option such as `-p` may be before the value. */
function isApart(text: Uint8Array, start: number, end: number): boolean {
  if (isWord(text[end]) && isWord(text[end - 1])) return false;
  if (!isWord(text[start - 1]) || !isWord(text[start])) return true;
  return text[start - 2] === 0x2d;
}

function isWord(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z0-9]/.test(String.fromCharCode(byte));
}
