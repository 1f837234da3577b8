import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder } from "../../src/findings/order.ts";
import { lint } from "../../src/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { collapse } from "../../src/policy/collapse.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { filesOf, projects } from "../support/projects.ts";

describe("findings have a total order", () => {
  for (const project of readdirSync(projects)) {
    it(`${project}: two runs are equal`, async () => {
      const [one, two] = [await lint({ cwd: join(projects, project) }), await lint({ cwd: join(projects, project) })];
      expect(JSON.stringify(one.findings)).toBe(JSON.stringify(two.findings));
    });
    it(`${project}: the order of what was seen changes nothing`, async () => {
      const { sightings } = await loadFacts(memoryWorkspace(filesOf(project)));
      const judged = (list: typeof sightings) =>
        JSON.stringify(inOrder(collapse(applyRules(rules, new JudgedWorld(list)))));
      const straight = judged(sightings);
      fc.assert(
        fc.property(fc.shuffledSubarray(sightings, { minLength: sightings.length }), (shuffled) => {
          expect(judged(shuffled)).toBe(straight);
        }),
        { numRuns: 25 },
      );
    });
  }
});
