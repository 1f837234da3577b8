import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.ts";

const root = join(import.meta.dirname, "../..");
const names = (folder: string, ending: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const ids = rules.map((rule) => rule.id);

/** A file below src/rules/ is a rule when it calls `factRule` or `worldRule`. */
const ruleFiles = names("src/rules", ".ts").filter((name) =>
  /= (?:fact|world)Rule\b/.test(readFileSync(join(root, "src/rules", `${name}.ts`), "utf8")),
);

describe("registry, folder, docs and tests hold the same rules", () => {
  it("is sorted, without twins", () => expect(ids).toEqual([...new Set(ids)].sort()));
  it("lists every file", () => expect(ruleFiles).toEqual(ids));
  it("has a page for each", () => expect(names("docs/rules", ".md").filter((name) => name !== "README")).toEqual(ids));
  it("has a test for each", () =>
    expect(names("test/rules", ".test.ts").filter((name) => ids.includes(name))).toEqual(ids));
});

describe("a rule's words", () => {
  for (const rule of rules) {
    it(`${rule.id} says what to do, in sentences without a full stop`, () => {
      expect(rule.examples.length).toBeGreaterThanOrEqual(2);
      expect(rule.tags.some((tag) => /^CWE-\d+$/.test(tag))).toBe(true);
      for (const message of Object.values(rule.messages)) {
        for (const text of [message.what, message.instead]) {
          expect(text.length > 10 || /^\{\w+\}/.test(text)).toBe(true);
          expect(text).not.toMatch(/\.$|\bconsider\b|\bpotential/i);
        }
      }
    });
  }
});
