import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { folderWith, runCli } from "../support/run-cli.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const readme = read("README.md");
const yamls = [...readme.matchAll(/^```yaml\n(?:# (\S+)\n)?([\s\S]*?)^```$/gm)];
const template = read("templates/gitlab.yml");

/** Each line that a recipe has a shell run, as words of the command. */
const commands = [
  ...`${readme.slice(readme.indexOf("## In CI"))}\n${template}`.matchAll(/runsecrets (lint -[^'\n]*)/g),
].map(([, words = ""]) => words.trim().split(" "));

it("recipes are YAML without a key twice", () => {
  expect(yamls.length).toBeGreaterThan(4);
  for (const [, , text = ""] of yamls) expect(() => parse(text)).not.toThrow();
  expect(parse(template).runsecrets.artifacts.reports.codequality).toBe("gl-code-quality-report.json");
});

it("the action's recipe names inputs that the action has", () => {
  const [, , text = ""] = yamls.find(([, name]) => name === ".github/workflows/runsecrets-upload.yml") ?? [];
  const { inputs, outputs } = parse(read("action.yml"));
  const given = parse(text).jobs.runsecrets.steps[1].with;
  expect(Object.keys(given)).toContain("since");
  for (const name of Object.keys(given)) expect(Object.keys(inputs)).toContain(name);
  for (const name of [...Object.keys(inputs), ...Object.keys(outputs)]) {
    expect(readme.slice(readme.indexOf("## In CI"))).toMatch(new RegExp(`\`${name}\`|${name}: `));
  }
});

it("their commands run, and write the reports that they name", async () => {
  const ci = commands.filter((words) => words.some((word) => word.includes("=")));
  expect(ci).toHaveLength(4);
  for (const words of ci) {
    const cwd = folderWith({
      Dockerfile: "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n",
      "reports/x": "",
    });
    expect(await runCli(words, { cwd })).toMatchObject({ code: 1, stderr: "" });
    for (const file of words.flatMap((word) => /(?:=)(.+)/.exec(word)?.[1] ?? [])) {
      expect(readFileSync(join(cwd, file), "utf8")).toContain("secret-in-env");
    }
  }
});

it("say nothing that the command itself would report", async () => {
  const files = Object.fromEntries(
    yamls.flatMap(([, name, text = ""]) => (name?.includes(".y") ? [[name, text]] : [])),
  );
  const [, jenkinsfile = ""] = /^```groovy\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const cwd = folderWith({
    ...files,
    Jenkinsfile: jenkinsfile,
    ".gitlab-ci.yml": template,
    "action.yml": read("action.yml"),
  });
  const run = await runCli(["lint", "--fail-on", "info"], { cwd });
  expect(run.stdout).toMatch(/^No secrets out of place in \d+ files/);
  expect(run.code).toBe(0);
});
