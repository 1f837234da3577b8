import { describe, expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { collapse } from "../../src/policy/collapse.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import type { Example } from "../../src/rules/rule.ts";
import { sightingsOf } from "../support/sightings.ts";

async function idsOf({ files, tracked = [] }: Example): Promise<string[]> {
  const sightings = await sightingsOf(files, new Set(tracked));
  return [...new Set(collapse(applyRules(rules, new JudgedWorld(sightings))).map((finding) => finding.rule))];
}

describe("examples run", () => {
  for (const rule of rules) {
    rule.examples.forEach((example, number) => {
      it(`${rule.id}: bad example ${number + 1} is reported by this rule and no other`, async () => {
        if (rule.id === "bad-suppression") return;
        expect(await idsOf(example.bad)).toEqual([rule.id]);
      });
      it(`${rule.id}: good example ${number + 1} is reported by none`, async () => {
        expect(await idsOf(example.good)).toEqual([]);
      });
    });
  }
});
