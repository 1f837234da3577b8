import fc from "fast-check";
import { environment, frames, shell } from "./hostile-frames.ts";
import { encodedMark, images, mark, odds, paths, values, words } from "./hostile-slots.ts";

/** A few files with a secret in the places where people put one by mistake. */
export interface HostileDocument {
  files: Readonly<Record<string, string>>;
  /** Random letters that no output may hold a piece of. */
  canary: string;
}

/** Letters of which no word has six in a row. */
const letters = [..."gjkqvwxzhmGJKQVWXZHM"];
/** So many letters in a row are a leak. */
const piece = 6;

/** Where a document is damaged, as a share of its length, and how. */
interface Damage {
  at: number;
  how: string;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(999),
  how: fc.constantFrom("cut", "join", "quote", "brace", "tab", "crlf", "colon"),
});

/** Documents of all kinds. A small number of pieces, so that a counterexample is one piece. */
export const hostileDocument: fc.Arbitrary<HostileDocument> = fc
  .record({
    kind: fc.constantFrom(...Object.keys(frames)),
    pieces: fc.array(fc.nat(999), { minLength: 1, maxLength: 4 }),
    choices: fc.array(fc.nat(9999), { minLength: 1, maxLength: 8 }),
    canary: fc.array(fc.constantFrom(...letters), { minLength: 10, maxLength: 12 }),
    beside: fc.boolean(),
    damages: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Damage[]>([]) },
      { weight: 1, arbitrary: fc.array(damage, { maxLength: 2 }) },
    ),
  })
  .map(({ kind, pieces, choices, canary, beside, damages }) => {
    const frame = frames[kind];
    if (!frame) throw new Error(`no frame ${kind}`);
    const pick = picker(choices);
    const body = pieces.map((nth) => filled(at(frame.pieces, nth), pick)).join("");
    const whole = damages.reduce<string>(damaged, `${frame.head}${body}${frame.foot ?? ""}`);
    // In both cases from the start: letters in one case would be written as names are.
    const word = `kJ${canary.join("")}`;
    const files: Record<string, string> = { [pick<string>(frame.files)]: planted(whole, word) };
    if (beside) files[".env"] ??= planted(filled(environment, pick), word);
    return { files, canary: word };
  });

/** What is left of a canary in an output, in any case, whole or in pieces; nothing where it is clean. */
export function leakOf(canary: string, output: string): string | undefined {
  const text = output.toLowerCase();
  const word = canary.toLowerCase();
  for (let start = 0; start + piece <= word.length; start++) {
    const index = text.indexOf(word.slice(start, start + piece));
    if (index >= 0) return output.slice(Math.max(0, index - 60), index + 40);
  }
  const encoded = base64(canary);
  return output.includes(encoded.slice(1, -2)) ? encoded : undefined;
}

type Pick = <T>(list: readonly T[]) => T;

function picker(choices: readonly number[]): Pick {
  let asked = 0;
  return (list) => at(list, (choices[asked % choices.length] ?? 0) + 31 * Math.floor(asked++ / choices.length));
}

function at<T>(list: readonly T[], nth: number): T {
  const one = list[nth % list.length];
  if (one === undefined) throw new Error("an empty list");
  return one;
}

function filled(frame: string, pick: Pick): string {
  return frame
    .replaceAll("{s}", () => pick(shell))
    .replace(/\{([vpiowc])\}/g, (_, slot: string) => {
      if (slot === "v") return pick(values);
      if (slot === "p") return pick(paths);
      if (slot === "i") return pick(images);
      if (slot === "o") return pick(odds);
      return slot === "w" ? pick(words) : mark;
    });
}

/**
 * What begins a line would become the name of what is put after it, and names may be shown: such damage is left out.
 */
function damaged(text: string, damage: Damage): string {
  const { at: share, how } = damage;
  const index = Math.floor((text.length * share) / 1000);
  const [before, after] = [text.slice(0, index), text.slice(index)];
  if (how === "cut") return before;
  if (how === "crlf") return text.replaceAll("\n", "\r\n");
  if (startsWithMark.test(text) || beginsWithMark.test(after)) return text;
  const put = { tab: "\n\t", quote: '"', brace: "{", colon: ":" }[how];
  const result = put === undefined ? before + after.replace(/\n\s*/, "") : before + put + after;
  return startsWithMark.test(result) ? text : result;
}

const startsWithMark = new RegExp(`^[ \\t-]*["']?\\w*${mark}`, "m");
const beginsWithMark = new RegExp(`^\\w*${mark}`);

function planted(text: string, canary: string): string {
  return text.replaceAll(mark, canary).replaceAll(encodedMark, base64(`user:${canary}`));
}

function base64(text: string): string {
  return btoa(text).replace(/=+$/, "");
}
