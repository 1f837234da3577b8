import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fileKinds } from "../../src/scanners/kinds.ts";
import { namedAs } from "../../src/scanners/names.ts";

const [all, scripts] = parse(readFileSync(join(import.meta.dirname, "../../.pre-commit-hooks.yaml"), "utf8"));
/** Python's verbose patterns, without the white space and the flags. */
const compiled = (pattern: string) => new RegExp(pattern.replace(/^\(\?xi\)|\s/g, ""), "i");
const passed = compiled(all.files);
const notPassedTwice = compiled(scripts.exclude);

describe("the names that a row shows", () => {
  for (const { kind, examples } of fileKinds) {
    it.each(examples)(`%s: ${kind}`, (name) => {
      // Any YAML file may be a compose file, and only its content makes it a playbook.
      expect(namedAs(name)?.kind).toBe(kind === "playbook" ? "compose file" : kind);
      expect(name).toMatch(passed);
    });
  }
});

/** Names that are put together from what decides: folders, beginnings and endings. */
function* names(): Generator<string> {
  const folders = ["", "a/", ".github/workflows/", ".circleci/", ".azure-pipelines/", ".devcontainer/"];
  const heads =
    "Dockerfile Containerfile compose docker-compose docker-stack .env env dotenv prod app Makefile GNUmakefile Procfile package Jenkinsfile docker-bake devcontainer .devcontainer action .bashrc .profile .envrc";
  const tails =
    " .yml .yaml .yml.j2 .yaml.dist .env .sh .bash .ksh .dash .ash .mak .mk .json .hcl .ts .tsx .mts .cts .js .jsx .mjs .cjs .service .service.in .service.j2 .sh.in .prod .local .example .sample .j2 -dev _x .env.local .list";
  for (const folder of folders)
    for (const head of heads.split(" ")) for (const tail of tails.split(" ")) yield folder + head + tail;
}

describe("pre-commit", () => {
  it("passes every file whose name makes it one for us", () => {
    const made = [...names()].filter((name) => namedAs(name)?.sure);
    expect(made.length).toBeGreaterThan(2000);
    expect(made.filter((name) => !passed.test(name))).toEqual([]);
  });

  it("passes a script with an ending once", () => {
    const made = [...names()].filter((name) => namedAs(name)?.kind === "shell script" && namedAs(name)?.sure);
    expect(made.filter((name) => !notPassedTwice.test(name))).toEqual([]);
    expect("bin/start").not.toMatch(notPassedTwice);
  });

  it.each(["README.md", "main.py", "environment.txt", "logo.png", "a.services", "shell"])("leaves out %s", (name) => {
    expect(name).not.toMatch(passed);
    expect(namedAs(name)?.sure ?? false).toBe(false);
  });
});
