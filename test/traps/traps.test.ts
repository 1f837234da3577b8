import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { collapse } from "../../src/policy/collapse.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { marked } from "../support/marked.ts";
import { conventions, rightWays } from "./conventions.ts";
import { must } from "./must.ts";
import { mustNot } from "./must-not.ts";

async function findings(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const { sightings } = await loadFacts(memoryWorkspace(files));
  return collapse(applyRules(rules, new JudgedWorld(sightings)));
}

describe("must be reported, by this rule, exactly here", () => {
  for (const { id, why, rule, files } of [...must, ...conventions]) {
    it(`${id} ${why}`, async () => {
      const { files: clean, spans } = marked(files);
      const found = await findings(clean);
      expect(found.map((one) => one.rule)).toEqual([rule]);
      expect(found.map((one) => one.at.in === "text" && { file: one.at.file, span: one.at.span })).toEqual(spans);
    });
  }
});

describe("must not be reported", () => {
  for (const { id, why, files } of [...mustNot, ...rightWays]) {
    it(`${id} ${why}`, async () => {
      // A reference is no secret that is written down; that there is a better way is advice.
      const accused = (await findings(files)).filter(({ rule }) => rule !== "file-variable-available");
      expect(accused.map((one) => `${one.rule} ${one.key}`)).toEqual([]);
    });
  }
});
