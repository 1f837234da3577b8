import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const src = join(root, "src");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** The codes of the type, as it lists them. */
const [, union = ""] = /export type GapCode =([\s\S]*?);/.exec(read("src/facts/fact.ts")) ?? [];
const codes = [...union.matchAll(/\| "([a-z-]+)"/g)].flatMap(([, code]) => code ?? []);

/** Asks something of a sentence: `/larger/.test(reading.gap)`, `gap.why.includes("remote")`, `why === "…"`. */
const asks = [
  /\.(?:test|exec)\(\s*(?:[\w.?]+\.)?(?:gap|why)\b(?!\.\w)/,
  /\b(?:gap|why)\??\.(?:includes|startsWith|endsWith|match|matchAll|search|indexOf|lastIndexOf|split|replace)\(/,
  /\b(?:gap|why)\s*[!=]==\s*["'`]/,
];

it("no code tells gaps apart by their sentences", () => {
  const guilty = sources.filter((file) => asks.some((pattern) => pattern.test(read(join("src", file)))));
  expect(guilty).toEqual([]);
});

it.each([
  "/larger|UTF-16/.test(reading.gap)",
  "/^includes/.exec(gap.why)",
  'gap.why.includes("remote")',
  'one.gap.why === "no such file"',
  'why.startsWith("x")',
])("%s would be noticed", (code) => expect(asks.some((pattern) => pattern.test(code))).toBe(true));

it("every code is used, and explained to users", () => {
  const code = sources
    .filter((file) => file !== "facts/fact.ts")
    .map((file) => read(join("src", file)))
    .join("\n");
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((one) => !code.includes(`"${one}"`))).toEqual([]);
  const explained = [...read("docs/gaps.md").matchAll(/^\| `([a-z-]+)` \|/gm)].flatMap(([, one]) => one ?? []);
  expect(explained).toEqual(codes);
});
