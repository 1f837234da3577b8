import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Repository, repository } from "../support/repository.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const clean = "FROM alpine:3.20\n";
const leaky = `${clean}ENV DB_PASSWORD=orchid-42-canary\n`;

/** Where the two are. Not among our own packages: anyone who installs those would get hooks of lefthook's. */
const managers = mkdtempSync(join(tmpdir(), "runsecrets-managers-"));
beforeAll(() => {
  // Without one of its own npm would look for a project in the folders above.
  writeFileSync(join(managers, "package.json"), "{}");
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "husky@9.1.7", "lefthook@2.2.2"];
  execFileSync("npm", words, { cwd: managers, stdio: "ignore" });
}, 120_000);
afterAll(() => rmSync(managers, { recursive: true, force: true }));

/** A project that has installed these packages, and this one. */
function project(...packages: string[]): Repository {
  const repo = repository();
  repo.write({ ".gitignore": "node_modules\n", "package.json": "{}\n" });
  const modules = join(repo.root, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const name of packages) symlinkSync(join(managers, "node_modules", name), join(modules, name));
  for (const name of packages) symlinkSync(join(managers, "node_modules/.bin", name), join(modules, ".bin", name));
  symlinkSync(root, join(modules, "runsecrets"));
  symlinkSync("../runsecrets/dist/cli.cjs", join(modules, ".bin/runsecrets"));
  return repo;
}

/** A commit that the hook stops, what it says, that nothing came of it, and one that passes. */
function stopsAndPasses(repo: Repository): void {
  repo.write({ Dockerfile: leaky });
  repo.git("add", "-A");
  const stopped = repo.run("git", "commit", "-m", "leaky");
  expect(stopped.output).toContain("secret-in-env");
  expect(stopped.code).not.toBe(0);
  expect(repo.run("git", "rev-parse", "--verify", "HEAD").code).not.toBe(0);
  // The index is judged: what is in the folder does not count.
  repo.write({ Dockerfile: clean });
  expect(repo.run("git", "commit", "-m", "half").code).not.toBe(0);
  repo.git("add", "-A");
  const passed = repo.run("git", "commit", "-m", "clean");
  expect(passed.code, passed.output).toBe(0);
}

describe("the README's recipe", { timeout: 60_000 }, () => {
  it("for husky works", () => {
    const [, line, file] = /^For husky, add the line `([^`]+)` to `([^`]+)`/m.exec(readme) ?? [];
    const repo = project("husky");
    expect(repo.run("npx", "--no-install", "husky").code).toBe(0);
    repo.write({ [file ?? ""]: `${line}\n` });
    stopsAndPasses(repo);
  });

  it("for lefthook works", () => {
    const [, recipe] = /^```yaml\n(# lefthook\.yml\n[^`]*)```/m.exec(readme) ?? [];
    const repo = project("lefthook");
    repo.write({ "lefthook.yml": recipe ?? "" });
    const installed = repo.run("npx", "--no-install", "lefthook", "install");
    expect(installed.code, installed.output).toBe(0);
    stopsAndPasses(repo);
  });
});

describe("what `init` sets up or says", { timeout: 60_000 }, () => {
  const installed = { "package.json": '{ "devDependencies": { "runsecrets": "*" } }\n' };
  const init = (repo: Repository) => repo.run("npx", "--no-install", "runsecrets", "init").output;

  it("works with husky", () => {
    const repo = project("husky");
    repo.write(installed);
    repo.run("npx", "--no-install", "husky");
    expect(init(repo)).toContain("wrote        .husky/pre-commit\n");
    stopsAndPasses(repo);
  });

  it("works with lefthook", () => {
    const repo = project("lefthook");
    const own = "pre-push: {}\n";
    repo.write({ ...installed, "lefthook.yml": own });
    const [, said = ""] =
      /left +lefthook\.yml: this file is yours: add these lines\n((?: +│ .*\n)+)/.exec(init(repo)) ?? [];
    repo.write({ "lefthook.yml": own + said.replace(/^ +│ /gm, "") });
    expect(repo.run("npx", "--no-install", "lefthook", "install").code).toBe(0);
    stopsAndPasses(repo);
  });
});
