import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { gitHookStep } from "../../../src/cli/init/hook.ts";
import { inspectProject } from "../../../src/cli/init/project.ts";
import { lint } from "../../../src/index.ts";
import { type Repository, repository } from "../../support/repository.ts";
import { folderWith, runCli } from "../../support/run-cli.ts";

const cli = join(import.meta.dirname, "../../../dist/cli.cjs");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";

/** What the jobs and hooks of these tests get this program from. */
const source = "https://git.example.net/runsecrets.git#v1.2.3";
const fromGit = `npx --yes --allow-git=root --package=git+${source} -- runsecrets lint --staged`;

function init(repo: Repository, ...words: string[]): string {
  const { code, output } = repo.run("node", cli, "init", "--source", source, ...words);
  expect(code).toBe(0);
  return output;
}

const text = (repo: Repository, file: string) => readFileSync(join(repo.root, file), "utf8");

/** Everything but the inside of git, with what is in it. */
function contents(repo: Repository): Record<string, string> {
  const files = repo.git("ls-files", "-z", "-co").split("\0").filter(Boolean);
  return Object.fromEntries(files.map((file) => [file, text(repo, file)]));
}

function commit(repo: Repository, files: Readonly<Record<string, string>>) {
  repo.write(files);
  repo.git("add", "-A");
  return repo.run("git", "commit", "-qm", "x");
}

describe("in a repository on GitHub", () => {
  const repo = repository();
  repo.git("remote", "add", "origin", "git@github.com:acme/shop.git");
  repo.write({ Dockerfile: "FROM alpine:3.20\n" });

  it("says what it would write, and writes nothing", () => {
    const before = contents(repo);
    const output = init(repo, "--dry-run");
    expect(output).toContain("would write  runsecrets.yaml\n");
    expect(output).toContain("would write  .github/workflows/runsecrets.yml\n");
    expect(output).toContain("would write  .git/hooks/pre-commit\n");
    expect(output).toMatch(/\nNothing was written\.\n$/);
    expect(contents(repo)).toEqual(before);
  });

  it("writes the configuration, the hook and the workflow, and shows all of it", () => {
    const output = init(repo);
    expect(output).toContain("Seen: a git repository, 1 Dockerfile\n");
    for (const file of ["runsecrets.yaml", ".git/hooks/pre-commit", ".github/workflows/runsecrets.yml"]) {
      expect(output).toContain(`  wrote        ${file}\n`);
      for (const line of text(repo, file).trimEnd().split("\n")) expect(output).toContain(`│ ${line}`.trimEnd());
    }
  });

  it("writes what a run accepts and finds nothing in", async () => {
    expect(await lint({ cwd: repo.root })).toMatchObject({ findings: [], gaps: [] });
    const schema = readFileSync(join(import.meta.dirname, "../../../runsecrets.schema.json"), "utf8");
    const validate = formats.default(new Ajv2020({ strictTypes: false })).compile(JSON.parse(schema));
    const config = text(repo, "runsecrets.yaml");
    expect(validate(parse(config))).toBe(true);
    // What is shown as a comment is right, too.
    const shown = parse(config.replace(/^# /gm, ""));
    expect(Object.keys(shown).length).toBeGreaterThan(3);
    expect(validate(shown)).toBe(true);
    repo.write({ "shown.yaml": config.replace(/^# /gm, "") });
    expect(await lint({ cwd: repo.root, configFile: "shown.yaml" })).toMatchObject({ findings: [] });
    rmSync(join(repo.root, "shown.yaml"));
    const job = parse(text(repo, ".github/workflows/runsecrets.yml")).jobs.runsecrets;
    expect(job.steps.at(-2).run).toBe(`npm install --global --no-fund --no-audit --allow-git=root git+${source}`);
    expect(job.steps.at(-1).run).toMatch(/^runsecrets lint -f github /);
  });

  it("changes nothing the second time", () => {
    const before = contents(repo);
    expect(init(repo)).toMatch(/\nThere is nothing to write\.\n$/);
    expect(contents(repo)).toEqual(before);
  });

  it("has a hook that blocks a commit and lets one pass", () => {
    expect(commit(repo, { Dockerfile: leaky })).toMatchObject({ code: 1, output: expect.stringContaining("2:17") });
    expect(() => repo.git("rev-parse", "HEAD")).toThrow();
    expect(commit(repo, { Dockerfile: "FROM alpine:3.20\n" })).toMatchObject({ code: 0 });
  });

  it("is told to go to the top from a folder inside", () => {
    repo.write({ "sub/a": "" });
    const { code, output } = repo.run("sh", "-c", `cd sub && node '${cli}' init`);
    expect({ code, output }).toMatchObject({ code: 2, output: expect.stringContaining(`; cd ${repo.root}`) });
  });
});

describe("a file of the user's own is never touched", () => {
  const theirs: [file: string, before: string, add: string | RegExp][] = [
    [".husky/pre-commit", "npm test\n", fromGit],
    ["lefthook.yml", "pre-push: {}\n", "pre-commit:\n"],
    [".lefthook.toml", "[pre-push]\n", "[pre-commit.commands.runsecrets]\n"],
    [
      ".pre-commit-config.yaml",
      "repos:\n- repo: local\n  hooks: []\n",
      /│ - repo: https:\/\/git\.example\.net\/runsecrets\.git\n +│ {3}rev: v1\.2\.3\n/,
    ],
    [".git/hooks/pre-commit", "#!/bin/sh\n", `else ${fromGit} || exit; fi\n`],
    [".gitlab-ci.yml", "test: {script: [make]}\n", "codequality: gl-code-quality-report.json\n"],
    ["Jenkinsfile", "pipeline {}\n", /git\+https:.*\n +│ runsecrets lint\n/],
    [".circleci/config.yml", "version: 2.1\n", /git\+https:.*\n +│ runsecrets lint\n/],
  ];
  it.each(theirs)("%s", (file, before, add) => {
    const repo = repository();
    repo.write({ [file]: before });
    const output = init(repo);
    expect(output).toMatch(
      new RegExp(`^ {2}left {9}${file.replaceAll(".", "\\.")}: this file is yours: add these lines`, "m"),
    );
    if (typeof add === "string") expect(output).toContain(add);
    else expect(output).toMatch(add);
    expect(text(repo, file)).toBe(before);
    // A plan in a comment sets nothing up.
    repo.write({ [file]: `${before}  # TODO: runsecrets\n` });
    expect(init(repo)).toContain(`  left         ${file}: `);
    repo.write({ [file]: `${before}${output.replace(/^[^│]*│ |^.*\n/gm, "")}` });
    expect(init(repo)).toContain(`  nothing      ${file} runs runsecrets already\n`);
  });

  it.each([".config/runsecrets.yaml", "runsecrets.yml"])("the configuration %s", (file) => {
    const repo = repository();
    repo.write({ [file]: "fail-on: high\n" });
    expect(init(repo)).toContain(`nothing      ${file} is the configuration\n`);
    expect(Object.keys(contents(repo))).not.toContain("runsecrets.yaml");
  });

  it("the section of a package.json, which says that runsecrets is installed", () => {
    const repo = repository();
    repo.write({ "package.json": '{"runsecrets": {}, "devDependencies": {"runsecrets": "1"}}', ".husky/_/h": "" });
    const output = init(repo);
    expect(output).toContain("nothing      package.json is the configuration\n");
    expect(text(repo, ".husky/pre-commit")).toBe("node_modules/.bin/runsecrets lint --staged\n");
    expect(output).toContain("git does not run this hook yet: `npm install` sets husky up\n");
  });

  it("a workflow that runs it under another name", () => {
    const repo = repository();
    repo.write({ ".github/workflows/ci.yml": "jobs: {a: {steps: [{run: npx runsecrets lint}]}}\n" });
    expect(init(repo)).toContain("nothing      .github/workflows/ci.yml runs runsecrets already\n");
  });

  it("a link that leads nowhere", () => {
    const repo = repository();
    repo.run("ln", "-s", "/nonexistent/canary", "runsecrets.yaml");
    const { code, output } = repo.run("node", cli, "init");
    expect(code).toBe(2);
    expect(output).toContain(
      "  failed       runsecrets.yaml cannot be written (EEXIST)\n               │ fail-on: low ",
    );
    expect(output).toContain("  wrote        .git/hooks/pre-commit\n");
    expect(output).toMatch(/\nRun it again when the cause of the failure is gone: it only writes what is missing\.\n$/);
  });
});

describe("git's own hook", () => {
  it("is written only, where core.hooksPath says, with nothing of this machine where others get it", () => {
    const repo = repository();
    repo.write({ ".husky/pre-push": "" });
    repo.git("config", "core.hooksPath", "tools/hooks");
    expect(init(repo, "--git-hook")).toContain("wrote        tools/hooks/pre-commit\n");
    expect(text(repo, "tools/hooks/pre-commit")).not.toContain(cli);
    expect(statSync(join(repo.root, "tools/hooks/pre-commit")).mode & 0o111).not.toBe(0);
    expect(Object.keys(contents(repo)).sort()).toEqual([".husky/pre-push", "tools/hooks/pre-commit"]);
    expect(init(repo, "--git-hook")).toContain("nothing      tools/hooks/pre-commit runs runsecrets already\n");
  });

  it("blocks a commit in a linked working tree and in a folder with quotes and spaces", () => {
    const repo = repository();
    expect(commit(repo, { a: "" }).code).toBe(0);
    repo.git("worktree", "add", "-q", "-b", "side", "it's a tree");
    const inTree = (line: string) => repo.run("sh", "-c", `cd "it's a tree" && ${line}`);
    expect(inTree(`node '${cli}' init --git-hook`).output).toContain(`${repo.root}/.git/hooks/pre-commit\n`);
    writeFileSync(join(repo.root, "it's a tree", "Dockerfile"), leaky);
    expect(inTree("git add -A && git commit -qm x").code).toBe(1);
  });

  it("names a folder with a quote so that a shell reads it", () => {
    const repo = repository();
    const step = gitHookStep(inspectProject(repo.root, "/it's here/cli.cjs", undefined));
    const lines = step.do === "write" ? step.text.replaceAll("then node", "then echo") : "";
    expect(repo.run("sh", "-c", lines.replace("-f", "-n"))).toEqual({
      code: 0,
      output: "/it's here/cli.cjs lint --staged\n",
    });
  });

  it("is set up from a clone, as the README says, and stops a commit", () => {
    const repo = repository();
    const output = repo.run("npx", "--yes", "--no-update-notifier", join(cli, "../.."), "init", "--git-hook").output;
    expect(output).toContain("wrote        .git/hooks/pre-commit\n");
    expect(text(repo, ".git/hooks/pre-commit")).toContain(`then node '${cli}' lint --staged || exit\n`);
    expect(commit(repo, { Dockerfile: leaky }).code).toBe(1);
  });

  it.each([
    ["below its first line", (lines: string) => `#!/bin/sh\n${lines}echo mine >> ran\n`],
    ["at its end", (lines: string) => `#!/bin/sh\necho mine >> ran\n${lines}`],
  ])("can be added to somebody's own hook %s, which goes on", (_place, hook) => {
    const repo = repository();
    repo.write({ ".git/hooks/pre-commit": hook("") });
    repo.run("chmod", "+x", ".git/hooks/pre-commit");
    const output = init(repo, "--git-hook");
    expect(output).toContain("this file is yours: add these lines below its first one\n");
    repo.write({ ".git/hooks/pre-commit": hook(output.replace(/^[^│]*│ |^.*\n/gm, "")) });
    expect(commit(repo, { a: "" }).code).toBe(0);
    expect(text(repo, "ran")).toBe("mine\n");
    expect(commit(repo, { Dockerfile: leaky }).code).toBe(1);
  });

  it("is not told to hold lines of a shell where it is no script of one", () => {
    const repo = repository();
    repo.write({ ".git/hooks/pre-commit": "#!/usr/bin/env python3\n" });
    expect(init(repo, "--git-hook")).toContain(
      "pre-commit: this file is yours and no shell script: make it run this first\n",
    );
  });

  it("starts the clone that wrote it, where nothing else tells where others get it", () => {
    const repo = repository();
    repo.git("config", "core.hooksPath", "tools/hooks");
    const clone = repository();
    clone.run("cp", "-r", join(cli, ".."), "dist");
    const { output } = repo.run("node", join(clone.root, "dist/cli.cjs"), "init");
    expect(output).toContain(`this needs the clone ${clone.root}; \`init --source ADDRESS\` needs none\n`);
    expect(text(repo, "tools/hooks/pre-commit")).toContain(
      `\nnode ../${basename(clone.root)}/dist/cli.cjs lint --staged || exit\n`,
    );
    expect(commit(repo, { Dockerfile: leaky })).toMatchObject({ code: 1, output: expect.stringContaining("2:17") });
    expect(commit(repo, { Dockerfile: "FROM alpine:3.20\n" }).code).toBe(0);
  });

  it("is only shown where all repositories of the machine share their hooks", () => {
    const repo = repository();
    const shared = mkdtempSync(join(tmpdir(), "runsecrets-hooks-"));
    afterAll(() => rmSync(shared, { recursive: true }));
    repo.git("config", "core.hooksPath", shared);
    expect(init(repo, "--git-hook")).toContain(`left         ${shared}/pre-commit: all repositories of this machine`);
    expect(repo.run("ls", shared).output).toBe("");
  });

  it("is husky's where husky runs the hooks", () => {
    const repo = repository();
    repo.git("config", "core.hooksPath", ".husky/_");
    const output = init(repo, "--git-hook");
    expect(output).toContain("wrote        .husky/pre-commit\n");
    expect(output).not.toContain("git does not run this hook yet");
  });
});

describe("outside of a repository", () => {
  const cwd = folderWith({ "compose.yaml": "", "prod.env": "", ".env": "" });
  it("writes the configuration only", async () => {
    const { stdout, code } = await runCli(["init"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("Seen: ");
    expect(stdout).toContain("1 compose file, 2 env files\n");
    expect(stdout).toContain("nothing      no hook: this is no git repository\n");
  });
  it("has no hook to write", async () =>
    expect(await runCli(["init", "--git-hook"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: "runsecrets: this is no git repository; `git init` makes one\n",
    }));
});
