import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanPlaybook } from "../../src/scanners/ansible/index.ts";
import { scanBake } from "../../src/scanners/bake/index.ts";
import { scanDevContainer } from "../../src/scanners/devcontainer/index.ts";
import { scanJenkinsfile } from "../../src/scanners/jenkins/index.ts";
import type { Scanner } from "../../src/scanners/scanner.ts";
import { scanWorkflow } from "../../src/scanners/workflow/index.ts";
import { cpuTime } from "../support/cpu-time.ts";
import { spans } from "../support/spans.ts";

const scanners: Record<string, Scanner> = {
  ".github/workflows/a.yml": scanWorkflow,
  ".gitlab-ci.yml": scanWorkflow,
  ".circleci/config.yml": scanWorkflow,
  "azure-pipelines.yml": scanWorkflow,
  Jenkinsfile: scanJenkinsfile,
  "docker-bake.hcl": scanBake,
  "docker-bake.json": scanBake,
  "devcontainer.json": scanDevContainer,
  "playbook.yml": scanPlaybook,
};

const words =
  "a b: =x ${{ }} secrets.X ||'y' $( ) ${ } << >> {{ d( default('z') { } [ ] ( ) ' \" ''' \"\"\" /* */ // # \\ $$ $[[ ]] <<EOF EOF | > - & * <<: *a &a";
const keys =
  "jobs: env: steps: run: with: uses: variables: script: services: options: environment: docker: parameters: default: target variable args build-args: docker_container: vars: sh withEnv( containerEnv runArgs";
const pieces = [
  ...words.split(" "),
  ...keys.split(" "),
  "\n",
  "\n  ",
  "\n    ",
  "\n      - ",
  "\r\n",
  " ",
  "\t",
  "\0",
  "\uFEFF",
  "é",
  "😀",
  "\uD800",
  "\uE000",
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((parts) => parts.join(""));

describe("on any text", () => {
  for (const [file, scan] of Object.entries(scanners)) {
    it(`${file}: nothing is thrown, and all that is told has its place`, () => {
      fc.assert(
        fc.property(text, (written) => {
          const sighting = scan({ file, text: written });
          const subjects = new Set(sighting.subjects.map(({ id }) => id));
          for (const fact of sighting.facts) expect(subjects).toContain(fact.subject);
          for (const [start, end] of spans(sighting.facts))
            expect(start >= 0 && start <= end && end <= written.length).toBe(true);
        }),
        { numRuns: 400 },
      );
    });

    it.each([
      "a: ${{ ".repeat(30_000),
      "${{".repeat(60_000),
      `env:\n  A: ${"${{ x }}".repeat(20_000)}`,
      "{".repeat(100_000),
      "[".repeat(100_000),
      '"'.repeat(200_000),
      "'''".repeat(60_000),
      'target "a" { args = { '.repeat(10_000),
      `a = <<EOF\n${"x\n".repeat(80_000)}`,
      "<<A\n".repeat(40_000),
      "sh('".repeat(50_000),
      "withEnv([".repeat(20_000),
      "/*".repeat(100_000),
      `jobs:\n${"  a: &a\n    <<: *a\n    steps: [*a]\n".repeat(3000)}`,
      `x:\n  - run: ${"$(".repeat(5000)}\n`,
    ])(`${file}: ends soon (%#)`, (written) => {
      const start = cpuTime();
      scan({ file, text: written });
      expect(cpuTime() - start).toBeLessThan(4000);
    });
  }
});
