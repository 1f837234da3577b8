import { expect, it } from "vitest";
import { sentences } from "../../src/reporters/sentence.ts";

const rows: [what: string, instead: string, text: string][] = [
  ["X is plain", "grant it", "X is plain. Grant it."],
  ["x is plain", "npm_token: mount it", "x is plain. npm_token: mount it."],
  ["`x` is plain", "key must be granted", "`x` is plain. key must be granted."],
  ["is it so?", "redis.conf holds it", "is it so? redis.conf holds it."],
  ["X is plain", "", "X is plain."],
  ["a\nb", "c\u202ed", "a\\nb. c\\u{202e}d."],
];
for (const [what, instead, text] of rows) it(text, () => expect(sentences({ what, instead, key: "key" })).toBe(text));
