import { expect, it } from "vitest";
import { fullText, sentences, shortSentences } from "../../src/reporters/sentence.ts";

const rows: [what: string, instead: string, text: string][] = [
  ["X is plain", "grant it", "X is plain. Fix: grant it."],
  ["is it so?", "redis.conf holds it", "is it so? Fix: redis.conf holds it."],
  ["X is plain", "", "X is plain."],
  ["a\nb", "c\u202ed", "a\\nb. Fix: c\\u{202e}d."],
];
for (const [what, instead, text] of rows) it(text, () => expect(sentences({ what, instead })).toBe(text));

const steps = { what: "X is plain", instead: "grant it; change it", paste: ["secrets: [x]", "::add-mask::x\ny"] };
it("keeps the first step where there is little room", () =>
  expect(shortSentences(steps)).toBe("X is plain. Fix: grant it."));
it("takes the lines to paste along, each on a line of its own", () =>
  expect(fullText(steps).split("\n")).toEqual([
    "X is plain. Fix: grant it; change it.",
    "  secrets: [x]",
    "  ::add-mask::x\\ny",
  ]));
