import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { advised, breaches, type Files, outcome } from "../support/advice.ts";
import { adviceStories } from "../support/advice-stories.ts";
import { filesOf, projects } from "../support/projects.ts";

interface Story {
  files: Files;
  tracked?: readonly string[];
}

const stories: Record<string, Story> = {};
for (const name of readdirSync(projects)) stories[`project ${name}`] = { files: filesOf(name) };
for (const rule of rules) {
  for (const [number, { bad }] of rule.examples.entries()) {
    const { "engine.yaml": engine, ...files } = bad.files;
    if (engine === undefined) stories[`${rule.id}, example ${number + 1}`] = { ...bad, files };
  }
}
for (const [name, { files }] of Object.entries(adviceStories)) stories[name] = { files };

describe("advice, applied by a machine, removes its finding and does nothing else", () => {
  for (const [name, { files, tracked = [] }] of Object.entries(stories)) {
    it(name, async () => {
      const all = await advised(files, new Set(tracked));
      for (const one of all) {
        const what = `${one.finding.rule} ${one.finding.key}`;
        expect([what, ...(await breaches(files, new Set(tracked), one, all))]).toEqual([what]);
      }
    });
  }
});

describe("what is fixed, and what is left to a person and why", () => {
  for (const [name, { files, fixes }] of Object.entries(adviceStories)) {
    it(name, async () => {
      const outcomes = (await advised(files)).flatMap(({ finding, proposal }) =>
        proposal ? [`${finding.key}: ${outcome(proposal)}`] : [],
      );
      expect(outcomes.sort()).toEqual([...fixes].sort());
    });
  }
});
