import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../../src/facts/index.ts";
import { literals, references } from "../../src/facts/value.ts";
import { nameOf, partsOf, readTemplate } from "../../src/scanners/text/interpolation.ts";
import { verbatim } from "../../src/scanners/text/written.ts";
import { growth } from "../support/cpu-time.ts";
import { shownValue } from "./compose-said.ts";

const read = (text: string, start = 0): Value => partsOf(readTemplate(verbatim(text, start)));

describe("interpolation", () => {
  it.each([
    ["plain", "‹plain›"],
    ["", ""],
    ["$X", "${X}"],
    ["${X}", "${X}"],
    ["a${X}b$Y-c", "‹a›${X}‹b›${Y}‹-c›"],
    ["${X:-canary}", "${X:-‹canary›}"],
    ["${X-canary}", "${X:-‹canary›}"],
    ["${X:-}", "${X:-}"],
    ["${X:?set X}", "${X}"],
    ["${X?}", "${X}"],
    ["${X:+canary}", "${X:-‹canary›}"],
    ["${X+canary}", "${X:-‹canary›}"],
    ["${X:-${Y:-canary}}!", "${X:-${Y:-‹canary›}}‹!›"],
    ["${X:-a$Y}", "${X:-‹a›${Y}}"],
    ["pa$$w0rd", "‹pa$w0rd›"],
    ["$$$X", "‹$›${X}"],
    ["$$$$", "‹$$›"],
    ["${X:-$$y}", "${X:-‹$y›}"],
    ['${X:-{"a":{"b":1}}}', '${X:-‹{"a":{"b":1}}›}'],
    ["${X:-{}", "${X:-‹{›}"],
    ["{ ${X} }", "‹{ ›${X}‹ }›"],
    ["} ${X}", "‹} ›${X}"],
    ["$5 100$", "‹$5 100$›"],
    ["${", "‹${›"],
    ["${}", "‹${}›"],
    ["${1X}", "‹${1X}›"],
    ["${X.y}", "‹${X.y}›"],
    ["${X", "‹${X›"],
    ["{{ x }}/a", "?‹/a›"],
    ["${{ secrets.X }}", "?"],
    ["a{% if x %}b{% endif %}", "‹a›?‹b›?"],
    ["<%= x %>b", "?‹b›"],
    ["{{ open", "‹{{ open›"],
    ["postgres://app:canary@${HOST}/db", "‹postgres://app:canary@›${HOST}‹/db›"],
  ])("%s", (text, expected) => {
    expect(shownValue(read(text))).toBe(expected);
  });

  it("says where each part is", () => {
    const text = "--a$$b${X:-c${Y}d}e";
    const value = read(text.slice(2), 2);
    const spans = [...literals(value)].map(({ part }) => text.slice(...part.span));
    expect(spans).toEqual(["a$$b", "c", "d", "e"]);
    expect([...references(value)].map(({ span }) => text.slice(...span))).toEqual(["${X:-c${Y}d}", "${Y}"]);
  });

  it("leaves dollars only where nothing is filled in", () => {
    expect(shownValue(partsOf(readTemplate(verbatim("a$X $$ {{ y }}", 0), false)))).toBe("‹a$X $$ ›?");
  });

  it("names what it cannot fill in", () => {
    expect(nameOf(readTemplate(verbatim("${STACK:-x}_db{{ y }}", 0)))).toBe("${STACK}_db{{…}}");
  });

  it("takes a text that holds the sign for a hole", () => {
    expect(shownValue(read("a\uE000${X}"))).toBe("‹a\uFFFD›${X}");
  });

  it("puts every character into some part, never throws, and ends deep nests", () => {
    const pieces = fc.constantFrom(
      "$",
      "{",
      "}",
      "${",
      "A",
      ":-",
      "-",
      "?",
      "+",
      "{{",
      "}}",
      "{%",
      "%}",
      "\n",
      "$$",
      "x ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
        const text = all.join("");
        const value = read(text, 7);
        let at = 7;
        for (const part of value) {
          expect(part.span[0]).toBe(at);
          at = part.span[1];
        }
        expect(at).toBe(text.length + 7);
      }),
      { numRuns: 500 },
    );
    expect(read("${A:-".repeat(50_000) + "}".repeat(50_000))).toHaveLength(1);
  });

  it.each(["${A:-", "${", "{{", "{", "$A", "${A}", "{%", "${{", "<%"])("%s takes linear time", (piece) => {
    expect(growth(read, [piece.repeat(20_000), piece.repeat(200_000)], 40)).toBeLessThan(40);
  });
});
