import { readdirSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { explainLine } from "../../src/pipeline/explain-line.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { reporters } from "../../src/reporters/index.ts";
import { filesOf, projects } from "../support/projects.ts";

describe("no output holds the text of a secret", () => {
  for (const project of readdirSync(projects)) {
    it(`${project}: facts`, async () => {
      const { sightings } = await loadFacts(memoryWorkspace(filesOf(project)));
      expect(inspect(sightings, { depth: 20, showHidden: true }).toLowerCase()).not.toContain("canary");
      expect(JSON.stringify(sightings).toLowerCase()).not.toContain("canary");
    });
    it(`${project}: every format`, async () => {
      const report = await lint({ cwd: join(projects, project) });
      for (const [name, reporter] of Object.entries(reporters)) {
        for (const color of [true, false]) {
          const written = reporter(report, { color, verbose: true, width: 100 });
          const text = typeof written === "string" ? written : [...written].join("");
          // The rules' own examples are part of SARIF's help and are no one's secret.
          expect(withoutRules(name, text).toLowerCase()).not.toContain("canary");
        }
      }
    });
    it(`${project}: why, on every line`, async () => {
      const cwd = join(projects, project);
      for (const [path, text] of Object.entries(filesOf(project))) {
        for (const [at] of text.split("\n").entries()) {
          const found = await explainLine(path, at + 1, { cwd }).catch((error: unknown) => String(error));
          expect(JSON.stringify(found).toLowerCase()).not.toContain("canary");
        }
      }
    });
    it(`${project}: broken anywhere, in errors and gaps`, async () => {
      for (const [path, text] of Object.entries(filesOf(project))) {
        for (const cut of [0.3, 0.6, 0.9]) {
          const at = Math.floor(text.length * cut);
          const broken = `${text.slice(0, at)}\n\t"'{[ : &x *y <<\n${text.slice(at)}`;
          const { sightings } = await loadFacts(memoryWorkspace({ [path]: broken }));
          expect(JSON.stringify(sightings).toLowerCase()).not.toContain("canary");
        }
      }
    });
  }
});

function withoutRules(format: string, text: string): string {
  if (format !== "sarif") return text;
  const log = JSON.parse(text);
  for (const run of log.runs) delete run.tool.driver.rules;
  return JSON.stringify(log);
}
