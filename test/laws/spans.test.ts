import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Fact, Value } from "../../src/facts/index.ts";
import { literals } from "../../src/facts/value.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { filesOf, projects } from "../support/projects.ts";

/** What changes places and nothing else. */
const variants: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "with CRLF": (text) => text.replaceAll("\n", "\r\n"),
  "with a BOM": (text) => `\uFEFF${text}`,
};

const values = (fact: Fact): Value[] => {
  switch (fact.kind) {
    case "binding":
    case "text":
      return [fact.value];
    case "command":
      return fact.words.map((word) => word.value);
    case "copy":
      return [...fact.sources, fact.target].map((word) => word.value);
    default:
      return [];
  }
};

/** The shape of what was seen, without places. */
const shape = (facts: readonly Fact[]) =>
  facts.map((fact) => `${fact.kind} ${fact.subject} ${"name" in fact ? fact.name : ""}`);

describe("spans are true", () => {
  for (const project of readdirSync(projects)) {
    const files = filesOf(project);
    for (const [path, text] of Object.entries(files)) {
      for (const [name, change] of Object.entries(variants)) {
        it(`${project}/${path} ${name}`, async () => {
          const changed = change(text);
          const before = (await loadFacts(memoryWorkspace({ [path]: text }))).sightings.flatMap((one) => one.facts);
          const facts = (await loadFacts(memoryWorkspace({ [path]: changed }))).sightings.flatMap((one) => one.facts);
          expect(shape(facts)).toEqual(shape(before));
          for (const fact of facts) {
            if (fact.place.in !== "text") continue;
            const [start, end] = fact.place.span;
            expect(start >= 0 && start <= end && end <= changed.length).toBe(true);
            for (const value of values(fact)) {
              for (const { part } of literals(value)) {
                const written = changed.slice(...part.span);
                // Where quotes and escapes change the length, the decoded text cannot be in the file as it is.
                if (written.length === part.text.length) expect(part.text.equals(written)).toBe(true);
                else expect(written.length).toBeGreaterThan(part.text.length);
              }
            }
          }
        });
      }
    }
  }
});
