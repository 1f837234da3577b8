import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandWords, optionWords } from "../../src/cli/option-words.ts";
import { rules } from "../../src/rules/index.ts";

const root = join(import.meta.dirname, "..", "..");
const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Words that only this project used. Plain English has others for each of them. */
const house =
  /\b(?:whoever|whomever|lies|mends?|hand(?:s|ed|ing)? (?:it |them )?over|in a low voice|one's own|tells of|says of|is said)\b|\bstands? (?:in|at|on|below|under|behind|beside|here|there)\b|\bthe words of (?:a|the) command\b/i;
/** These have another meaning in code. */
const inProse = new RegExp(`${house.source}|\\b(?:behind|alone)\\b`, "i");
const longest = { sentence: 25, message: 200, line: 120 };

/** What a template says with a name in each of its places. */
const filled = (text: string) => text.replace(/\{\w+\}/g, "X");
const sentences = (text: string) => filled(text).split(/[.;:!?](?:\s|$)/);
const wordsIn = (sentence: string) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length;

const templates: Record<string, string> = {};
for (const rule of rules) {
  templates[`${rule.id} title`] = rule.title;
  templates[`${rule.id} why`] = rule.why;
  for (const [key, { what, instead }] of Object.entries(rule.messages)) {
    templates[`${rule.id} ${key}`] = what;
    templates[`${rule.id} ${key}, the fix`] = instead;
  }
}
for (const [name, { what, differs = {} }] of Object.entries(optionWords()))
  for (const text of [what, ...Object.values(differs)]) templates[`--${name}: ${text}`] = text;
for (const [name, { short, long, remarks = [], sections = {} }] of Object.entries(commandWords()))
  for (const text of [short, long, ...remarks, ...Object.values(sections).flat()]) templates[`${name}: ${text}`] = text;

describe("what people read", () => {
  it.each(Object.entries(templates))("%s", (_, text) => {
    expect(text).not.toMatch(inProse);
    for (const sentence of sentences(text)) expect(wordsIn(sentence), sentence).toBeLessThanOrEqual(longest.sentence);
  });

  it("is at most two lines of 100 columns before the code", () => {
    for (const rule of rules)
      for (const { what } of Object.values(rule.messages))
        expect(filled(what).length, what).toBeLessThan(longest.message);
  });
});

/** Data of the detection holds words of every kind, and a change log names what it was. */
const isData = (file: string) =>
  /^(?:fixtures|corpus)\/|packed\.ts$|^src\/detection\/(?:names|values|tokens)\/|^test\/(?:traps|detection|laws\/words)/.test(
    file,
  );
const programs = tracked.filter((file) => /\.(?:ts|mts|mjs)$/.test(file) && !isData(file));
const pages = tracked.filter((file) => file.endsWith(".md") && !isData(file));

/** Lines of a file that are wrong, with their numbers. */
function wrong(file: string, isWrong: (line: string) => boolean): string[] {
  return read(file)
    .split("\n")
    .flatMap((line, at) => (isWrong(line) ? [`${file}:${at + 1}: ${line.trim()}`] : []));
}

const isComment = (line: string) => /^\s*(?:\/\/|\/?\*)/.test(line);

it("no comment of a program has a house word, or is too long", () => {
  expect(programs.flatMap((file) => wrong(file, (line) => isComment(line) && inProse.test(line)))).toEqual([]);
  const isLong = (line: string) => isComment(line) && line.length > longest.line && !/https?:/.test(line);
  expect(programs.flatMap((file) => wrong(file, isLong))).toEqual([]);
});

it("no text of a program has a house word", () => {
  const sources = programs.filter((file) => file.startsWith("src/"));
  expect(sources.flatMap((file) => wrong(file, (line) => house.test(line)))).toEqual([]);
});

it("no page has a house word, or a line that is too long", () => {
  const prose = (line: string) => line.replace(/`[^`]*`/g, "");
  expect(pages.flatMap((file) => wrong(file, (line) => inProse.test(prose(line))))).toEqual([]);
  // A table, an address and code keep their lines.
  const isLong = (line: string) => line.length > longest.line && !/^\s*\||https?:|^ {4}|^\s*│/.test(line);
  const written = pages.filter((file) => !file.startsWith("docs/rules/"));
  expect(written.flatMap((file) => wrong(file, isLong))).toEqual([]);
});
