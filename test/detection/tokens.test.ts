import { describe, expect, it } from "vitest";
import { wholeShapes } from "../../src/detection/tokens/whole.ts";
import { isBarePrefix, knownTokens, mayHoldToken, tokenShapes } from "../../src/detection/values/token.ts";

const alphabet = "q7Zb2Xk9Lm4Tw8Rn3Vc6Hy1Gd5Fs0Jp";

/** A text that a pattern of the table takes: classes, counts, escapes, groups, a choice's first branch. */
function sample(pattern: string): string {
  let out = "";
  let turn = 0;
  const parts = pattern.match(/\((?:\?:)?[^()]*\)\??|\[[^\]]*\](?:\{[0-9,]+\})?|\\?.(?:\{[0-9,]+\})?/g) ?? [];
  for (const part of parts) {
    if (part.startsWith("(")) {
      if (!part.endsWith("?")) out += sample(part.replace(/^\((?:\?:)?|\)$/g, "").split("|")[0] ?? "");
      continue;
    }
    const [, least = "1"] = /\{([0-9]+)/.exec(part) ?? [];
    const one = part.replace(/\{[0-9,]+\}$/, "");
    for (let count = 0; count < Number(least); count++) {
      if (!one.startsWith("[")) out += one.replace(/^\\/, "");
      else {
        const fits = new RegExp(`^${one}$`);
        let letter = alphabet[turn++ % alphabet.length] ?? "";
        while (!fits.test(letter)) letter = alphabet[turn++ % alphabet.length] ?? "";
        out += letter;
      }
    }
  }
  return out;
}

const rows = tokenShapes.flatMap((shape) => shape.prefix.split(" ").map((prefix) => ({ ...shape, prefix })));

describe("the table of tokens", () => {
  it("has some sixty shapes, each with a source, none twice", () => {
    expect(tokenShapes.length).toBeGreaterThan(60);
    for (const { source } of [...tokenShapes, ...wholeShapes]) expect(source).toMatch(/^https:\/\//);
    expect(new Set(rows.map(({ prefix, body }) => `${prefix} ${body}`)).size).toBe(rows.length);
  });

  it("holds patterns that end in linear time anywhere: no lookaround, no backreference, bounded repeats", () => {
    for (const pattern of [...tokenShapes.map(({ body }) => body), ...wholeShapes.map(({ shape }) => shape.source)]) {
      expect(pattern).not.toMatch(/\(\?[=!<]|\\[1-9]|[*+](?![^[]*\])/);
      for (const [, most] of pattern.matchAll(/\{[0-9]+,?([0-9]*)\}/g)) expect(Number(most)).toBeLessThanOrEqual(1000);
    }
  });

  it.each(rows)("$prefix: $name", ({ prefix, body, name, is = "secret" }) => {
    const token = prefix + sample(body);
    const text = `x=${token}, y`;
    expect(mayHoldToken(text)).toBe(true);
    expect(knownTokens(text)).toEqual([{ range: [2, 2 + token.length], name, is, sample: false }]);
    expect(knownTokens(token), "the shortest text that can hold it").toHaveLength(1);
    expect(knownTokens(`x${token}`).filter(({ range }) => range[0] === 1)).toEqual([]);
    expect(isBarePrefix(prefix)).toBe(true);
  });

  it.each(rows)("$prefix filled with one letter is a sample", ({ prefix, body }) => {
    const token = prefix + sample(body).replace(/[A-Za-z0-9]/g, "a");
    for (const { sample: isSample } of knownTokens(token)) expect(isSample).toBe(true);
  });
});

describe("tokens of documentation", () => {
  it.each([
    ["AWS", `AKIA${"IOSFODNN7"}EXAMPLE`],
    ["GitHub, crossed out", `ghp_${"x".repeat(36)}`],
    ["GitHub, counted", `ghp_${"1234567890".repeat(4)}`],
    ["Stripe", `sk_test_${"your"}KeyGoesHere12345`],
  ])("%s", (_, token) => expect(knownTokens(token)[0]?.sample).toBe(true));
});

describe("shapes without a beginning", () => {
  it("are found where they are the whole value", () => {
    const telegram = `110201543:AA${"HdqTcvCH1vGWJxfSe1ofSAs0K5PALDs"}x9`;
    expect(knownTokens(telegram)[0]?.name).toBe("Telegram bot token");
    expect(knownTokens(`see ${telegram}`)).toEqual([]);
  });
});
