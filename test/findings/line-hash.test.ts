import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineHashes } from "../../src/findings/line-hash.ts";
import { cpuTime } from "../support/cpu-time.ts";

/** The definition, slowly: 100 characters from each line's start, weighed by powers of 37, modulo 2^64. */
function slowly(text: string): string[] {
  const units = `${text.replace(/\r\n?/g, "\n").replace(/[ \t]/g, "")}\uffff${"\0".repeat(100)}`;
  const counts = new Map<string, number>();
  const hashes: string[] = [];
  for (let start = 0; start !== -1 && start < units.length - 100; start = units.indexOf("\n", start) + 1 || -1) {
    let hash = 0n;
    for (let at = start; at < start + 100; at++) hash = BigInt.asUintN(64, hash * 37n + BigInt(units.charCodeAt(at)));
    const hex = hash.toString(16);
    counts.set(hex, (counts.get(hex) ?? 0) + 1);
    hashes.push(`${hex}:${counts.get(hex)}`);
  }
  return hashes;
}

function starts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function quickly(text: string): (string | undefined)[] {
  const hashes = lineHashes(text, starts(text));
  return starts(text).map((start) => hashes.get(start));
}

describe("lineHashes", () => {
  it("gives what GitHub gives", () => {
    expect(quickly(" a\nb\n  \t\tc\n d")).toEqual([
      "271789c17abda88f:1",
      "54703d4cd895b18:1",
      "180aee12dab6264:1",
      "a23a3dc5e078b07b:1",
    ]);
    expect(quickly("")).toEqual(["c129715d7a2bc9a3:1"]);
  });

  const texts: Record<string, string> = {
    "a line longer than the window": `${"x".repeat(250)}\ny`,
    "lines that repeat": "KEY=value\n".repeat(30),
    "characters beyond the basic plane": "KÄY=🔑\n日本語\n\u{10ffff}\n",
    "a byte order mark": "\ufeffa\nb\n",
    "blank lines": "\n\n \n\t\n",
    "the greatest characters": "\uffff".repeat(300),
  };
  for (const [title, text] of Object.entries(texts)) {
    it(`agrees with the definition on ${title}`, () => expect(quickly(text)).toEqual(slowly(text)));
  }

  it("agrees with the definition on any text", () => {
    const piece = fc.constantFrom("a", "b", " ", "\t", "\n", "\r\n", "\n\n", "é", "\uffff", "0123456789".repeat(11));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        expect(quickly(text)).toEqual(slowly(text));
      }),
      { numRuns: 300 },
    );
  });

  it("is not moved by the kind of line end", () => {
    const text = "one\ntwo\n\nfour\n";
    expect(quickly(text.replaceAll("\n", "\r\n"))).toEqual(quickly(text));
  });

  it("counts earlier lines that were not asked for", () => {
    const text = "same\n".repeat(40);
    expect(lineHashes(text, [50]).get(50)).toBe(slowly(text)[10]);
  });

  it("finds the line of an offset after a lone carriage return", () => {
    const text = "a\rb\nc\n";
    expect(lineHashes(text, [4]).get(4)).toBe(slowly(text)[2]);
  });

  it("does not take seconds over ten megabytes", () => {
    for (const line of [`${"k".repeat(60)}=${"v".repeat(60)}\n`, "\n", "x"]) {
      const text = line.repeat(Math.ceil(10_000_000 / line.length));
      const start = text.lastIndexOf("\n") + 1;
      const before = cpuTime();
      lineHashes(text, [start]);
      expect(cpuTime() - before).toBeLessThan(10_000);
    }
  });
});
