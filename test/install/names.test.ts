import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { initCommand } from "../../src/cli/commands/init.ts";
import { detectSource, namedSource, packageSpec } from "../../src/cli/init/source.ts";
import { linesByName } from "../support/package-names.ts";
import { repository } from "../support/repository.ts";

const root = join(import.meta.dirname, "../..");
const sha = "0123456789abcdef0123456789abcdef01234567";

it("the check knows what runs a name", () => {
  for (const line of [
    "npx runsecrets lint",
    "run: npx --yes runsecrets@0.1.0 lint",
    "npm i -D runsecrets",
    "npm install --global 'runsecrets'",
    "npx --package=runsecrets -- x",
    'RUN ["npx", "runsecrets"]',
  ])
    expect(linesByName(line)).toEqual([line]);
  for (const line of [
    "npx ../runsecrets lint",
    "npm install --global git+https://example.net/runsecrets.git#v1",
    "npx --yes --package=git+https://example.net/runsecrets.git#v1 -- runsecrets lint",
    "npm ci && node_modules/.bin/runsecrets lint",
    "runsecrets lint",
  ])
    expect(linesByName(line)).toEqual([]);
});

describe("nothing that people copy runs a package by name", () => {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const copied = files.split("\n").filter((file) => /\.md$|^templates\/|^action\.yml$|^man\//.test(file));
  it.each(copied.filter((file) => !file.startsWith("CHANGELOG")))("%s", (file) => {
    expect(linesByName(readFileSync(join(root, file), "utf8"))).toEqual([]);
  });
});

/** Where a run may come from: the command line's file, and what other machines get it from. */
const starts: Record<string, () => { cli: string; spec: string | undefined }> = {
  "a clone without a remote": () => cloneWith(undefined),
  "a clone of a folder": () => cloneWith("/srv/git/runsecrets"),
  "a clone of an address that people must fill in": () => cloneWith("https://runsecrets.invalid/runsecrets.git"),
  "a clone of an address with a password": () =>
    cloneWith(
      "https://me:orchid-42-canary@git.example.net/a/runsecrets.git",
      "git+https://git.example.net/a/runsecrets.git#",
    ),
  "a clone of an address with a token for its user": () =>
    cloneWith("https://orchid-42-canary@git.example.net/runsecrets", "git+https://git.example.net/runsecrets#"),
  "a clone of an ssh address": () =>
    cloneWith("git@git.example.net:a/runsecrets.git", "git+ssh://git@git.example.net/a/runsecrets.git#"),
  "a clone of an ssh address with a password": () =>
    cloneWith("ssh://git:orchid-42-canary@git.example.net:22/r.git", "git+ssh://git@git.example.net:22/r.git#"),
  "a clone of an address that a shell would read": () => cloneWith("https://git.example.net/$(id);runsecrets"),
  "an installation from git": () =>
    installed(
      `git+ssh://git@github.com/acme/runsecrets.git#${sha}`,
      `git+https://github.com/acme/runsecrets.git#${sha}`,
    ),
  "an installation from git with a password": () =>
    installed(
      `git+https://a:orchid-42-canary@git.example.net/r.git#${sha}`,
      `git+https://git.example.net/r.git#${sha}`,
    ),
  "an installation from a folder": () => installed(`git+file:///srv/git/runsecrets#${sha}`, undefined),
  "an installation from a registry": () =>
    installed("https://registry.npmjs.org/runsecrets/-/runsecrets-0.1.0.tgz", undefined),
  "an installation that nothing tells about": () => installed("", undefined),
};

function cloneWith(origin: string | undefined, spec?: string) {
  const clone = repository();
  clone.write({ "dist/cli.cjs": "" });
  clone.git("add", "-A");
  clone.git("commit", "-qm", "x");
  if (origin !== undefined) clone.git("remote", "add", "origin", origin);
  const head = clone.git("rev-parse", "HEAD").trim();
  return { cli: join(clone.root, "dist/cli.cjs"), spec: spec && spec + head };
}

function installed(resolved: string, spec: string | undefined) {
  const modules = join(mkdtempSync(join(tmpdir(), "runsecrets-modules-")), "node_modules");
  mkdirSync(join(modules, "runsecrets", "dist"), { recursive: true });
  const packages = { "node_modules/runsecrets": { ...(resolved !== "" && { resolved }) } };
  writeFileSync(join(modules, ".package-lock.json"), JSON.stringify({ packages }));
  return { cli: join(modules, "runsecrets", "dist", "cli.cjs"), spec };
}

/** What a project may have that a set-up looks at. */
const files: Record<string, string> = {
  "plain project": "README",
  "project with husky": ".husky/pre-push",
  "project with lefthook": "lefthook.yml",
  "project with pre-commit": ".pre-commit-config.yaml",
  "project with GitHub": ".github/dependabot.yml",
  "project with GitLab": ".gitlab-ci.yml",
  "project with Jenkins": "Jenkinsfile",
  "project with Azure Pipelines": "azure-pipelines.yml",
};

/** Nothing is written into them: all starts share them. */
const projects = Object.entries(files).map(([kind, file]): [string, { file: string; plain: string; has: string }] => {
  const [plain, has] = [repository(), repository()];
  for (const repo of [plain, has]) repo.write({ [file]: "" });
  const dependency = { runsecrets: "git+https://git.example.net/runsecrets.git" };
  has.write({ "package.json": JSON.stringify({ devDependencies: dependency }) });
  return [kind, { file, plain: plain.root, has: has.root }];
});

describe.each(Object.entries(starts))("init, started from %s,", (_, start) => {
  const { cli, spec } = start();
  it("knows where others get it, without a password", () => {
    const source = detectSource({ version: "0.1.0", cli });
    expect(source && packageSpec(source)).toBe(spec);
  });

  it.each(projects)("writes no package's name into a %s", (_kind, { file, plain, has }) => {
    const shown = (folder: string) => initCommand({ command: "init", dryRun: true, gitHook: false }, folder, cli).text;
    for (const text of [shown(plain), shown(has)]) {
      expect(linesByName(text)).toEqual([]);
      expect(text).not.toContain("canary");
    }
    const isJob = !["README", ".husky/pre-push", "lefthook.yml", ".pre-commit-config.yaml"].includes(file);
    expect(shown(plain).includes("`init --source ADDRESS` writes it")).toBe(isJob && spec === undefined);
    if (isJob && spec !== undefined) expect(shown(plain)).toContain(` ${spec}\n`);
    if (isJob) expect(shown(has)).toContain("node_modules/.bin/runsecrets lint");
  });
});

describe("--source", () => {
  const self = { version: "1.2.3", cli: "/x/dist/cli.cjs" };
  it.each([
    ["https://git.example.net/r.git", "git+https://git.example.net/r.git#v1.2.3"],
    ["git+https://git.example.net/r.git#v1.0.0", "git+https://git.example.net/r.git#v1.0.0"],
    [`git@git.example.net:a/r.git#${sha}`, `git+ssh://git@git.example.net/a/r.git#${sha}`],
    ["git@server:a/r.git", "git+ssh://git@server/a/r.git#v1.2.3"],
    ["file:///srv/git/r", "git+file:///srv/git/r#v1.2.3"],
    ["/srv/git/r#main", "git+file:///srv/git/r#main"],
    ["http://user:orchid-canary@git.local:3000/r.git", "git+http://git.local:3000/r.git#v1.2.3"],
  ])("%s", (text, spec) => expect(packageSpec(namedSource(text, self))).toBe(spec));

  it.each([
    "runsecrets",
    "runsecrets@1.2.3",
    "npm:runsecrets",
    "acme/runsecrets",
    "@acme/runsecrets",
    "https://runsecrets.invalid/runsecrets.git",
    "https://git.example.net/r.git#$(id)",
    "https://git.example.net/r.git#",
    "https://git.example.net/`id`",
    "https://git.example.net/a b",
    "--upload-pack=id",
    "ext::sh -c id",
    "",
  ])("refuses %s", (text) => expect(() => namedSource(text, self)).toThrow("--source needs the address"));
});
