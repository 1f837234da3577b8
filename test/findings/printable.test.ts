import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText, printable } from "../../src/findings/printable.ts";

describe("printable", () => {
  const rows: Record<string, [text: string, printed: string]> = {
    "plain text": ["services.db: `x` – 日本 🔑", "services.db: `x` – 日本 🔑"],
    "a line feed": ["a\nb", "a\\nb"],
    "a carriage return": ["a\rb", "a\\rb"],
    "a tab": ["a\tb", "a\\tb"],
    "an ANSI colour": ["\u001b[31mred\u001b[0m", "\\u{1b}[31mred\\u{1b}[0m"],
    "a C1 control sequence": ["\u009b31m", "\\u{9b}31m"],
    "a terminal's title": ["\u001b]0;owned\u0007", "\\u{1b}]0;owned\\u{7}"],
    "backspace and delete": ["a\b\u007f", "a\\u{8}\\u{7f}"],
    "a right-to-left override": ["a\u202etxt.exe", "a\\u{202e}txt.exe"],
    "bidi isolates and marks": ["\u2066\u2069\u200f\u061c", "\\u{2066}\\u{2069}\\u{200f}\\u{61c}"],
    "zero-width characters": ["a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
    "separators of lines and paragraphs": ["\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}"],
    "half a surrogate pair": ["\ud83d!", "\\u{d83d}!"],
    "invisible tag characters": ["\u{e0041}", "\\u{e0041}"],
    "a command for a CI system": [
      "##[add-path]x ##vso[y] ##teamcity[z]",
      "\\u{23}#[add-path]x \\u{23}#vso[y] \\u{23}#teamcity[z]",
    ],
    "a heading": ["## notes [1]", "## notes [1]"],
  };
  for (const [title, [text, printed]] of Object.entries(rows)) {
    it(title, () => expect(printable(text)).toBe(printed));
  }
});

describe("jsonText", () => {
  const unsafe = /[^\n\P{Cc}]|[\p{Cf}\u2028\u2029]|##[A-Za-z]*\[/u;

  it("loses nothing, and leaves nothing that acts on a terminal or a log", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\\", "##[warning]", "\u202e", "\u001b[2J", "\ud800", "\u{e0041}", '"', "\u009b"),
    );
    fc.assert(
      fc.property(fc.array(piece), (texts) => {
        const written = jsonText({ [texts.join("")]: texts }, 2);
        expect(JSON.parse(written)).toEqual({ [texts.join("")]: texts });
        expect(written).not.toMatch(unsafe);
      }),
    );
  });
});
