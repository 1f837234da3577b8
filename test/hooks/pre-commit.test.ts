import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { freshClone, placeholder, redirect, sharedCache } from "../support/clone.ts";
import { has } from "../support/debian.ts";
import { type Repository, repository } from "../support/repository.ts";

const root = join(import.meta.dirname, "../..");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";
const clean = "FROM alpine:3.20\nENV LOG_LEVEL=debug\n";

/** The newest from PyPI, in a folder of its own. */
const venv = join(root, "node_modules", ".cache", "pre-commit");
function newest(): boolean {
  const isThere = () => existsSync(join(venv, "bin", "pre-commit"));
  if (isThere()) return true;
  // What a system without ensurepip leaves of an attempt is in the way of the next one.
  const made = () => spawnSync("python3", ["-m", "venv", "--clear", venv]).status === 0;
  if (!has(made, "python3-venv")) return false;
  spawnSync(join(venv, "bin", "pip"), ["install", "--quiet", "pre-commit"]);
  return isThere();
}

const fromPyPI = newest();
const fromDebian = has(() => spawnSync("/usr/bin/pre-commit", ["--version"]).status === 0, "pre-commit");

it.runIf(process.env.CI)("pre-commit is installed where it counts", () =>
  expect({ fromPyPI, fromDebian }).toEqual({ fromPyPI: true, fromDebian: true }),
);

/**
 * A repository with the README's recipe, on a machine where the recipe's address leads to a fresh clone of this one.
 */
function withRecipe(bin: string): Repository {
  const repo = repository(bin, sharedCache);
  redirect(repo, freshClone());
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, recipe = ""] = /^```yaml\n(# \.pre-commit-config\.yaml\n[^`]*)```/m.exec(readme) ?? [];
  expect(recipe).toContain(placeholder);
  repo.write({ ".pre-commit-config.yaml": recipe });
  repo.git("add", "-A");
  repo.git("commit", "-qm", "x");
  const { code, output } = repo.run("pre-commit", "install", "--install-hooks");
  expect(code, output).toBe(0);
  return repo;
}

function stopsAndPasses(repo: Repository): void {
  repo.write({ Dockerfile: leaky });
  repo.git("add", "-A");
  expect(repo.run("git", "commit", "-m", "x")).toMatchObject({
    code: 1,
    output: expect.stringContaining("DB_PASSWORD"),
  });
  repo.write({ Dockerfile: clean });
  repo.git("add", "-A");
  expect(repo.run("git", "commit", "-m", "x")).toMatchObject({ code: 0, output: expect.stringContaining("Passed") });
}

it.skipIf(!fromDebian)("Debian's pre-commit installs the README's recipe", { timeout: 600_000 }, () =>
  stopsAndPasses(withRecipe("/usr/bin")),
);

describe.skipIf(!fromPyPI)("the newest pre-commit, with the README's recipe", () => {
  let repo: Repository;
  const hook = (...words: string[]) => repo.run("pre-commit", "run", ...words);
  const next = (files: Record<string, string>) => {
    repo.git("reset", "-q", "--hard");
    repo.git("clean", "-qfd");
    repo.write(files);
  };

  beforeAll(() => {
    repo = withRecipe(join(venv, "bin"));
  }, 600_000);

  it("takes the manifest for valid", () => {
    expect(repo.run("pre-commit", "validate-manifest", join(root, ".pre-commit-hooks.yaml"))).toMatchObject({
      code: 0,
    });
  });

  it("blocks a commit, and lets another one pass", () => {
    next({});
    stopsAndPasses(repo);
  });

  it("judges the index, not the folder", () => {
    next({ "part/Dockerfile": clean });
    repo.git("add", "-A");
    repo.write({ "part/Dockerfile": leaky });
    expect(hook().code).toBe(0);
    next({ "part/Dockerfile": leaky });
    repo.git("add", "-A");
    repo.write({ "part/Dockerfile": clean });
    expect(hook()).toMatchObject({ code: 1, output: expect.stringContaining("part/Dockerfile") });
  });

  it("looks at a renamed file, at none that is deleted or not tracked", () => {
    next({ "old/Dockerfile": leaky, "gone/Dockerfile": leaky });
    repo.git("add", "-A");
    repo.git("commit", "-qnm", "x");
    repo.git("mv", "old", "new");
    repo.git("rm", "-q", "gone/Dockerfile");
    repo.write({ "untracked/Dockerfile": leaky });
    const { code, output } = hook();
    expect(code).toBe(1);
    expect(output).toContain("new/Dockerfile");
    expect(output).not.toMatch(/gone|untracked/);
  });

  it("takes names with spaces and beyond ASCII, and a submodule beside them", () => {
    const other = repository();
    other.write({ Dockerfile: leaky });
    other.git("add", "-A");
    other.git("commit", "-qm", "x");
    next({ "a b/Dockerfile": leaky, "größe/日本.env": "A_PASSWORD=orchid-42-canary\n" });
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.root, "sub");
    repo.git("add", "-A");
    const { code, output } = hook();
    expect(code).toBe(1);
    for (const name of ["a b/Dockerfile", "größe/日本.env"]) expect(output).toContain(name);
    expect(output).not.toContain("sub/");
  });

  it("reads what belongs to a changed file beside it, and reports nothing that is there only", () => {
    const compose = "services:\n  db:\n    image: postgres:16\n    env_file: db.env\n";
    next({
      "app/compose.yaml": `${compose}    environment:\n      REDIS_PASSWORD: orchid-42-canary\n`,
      "app/db.env": "A=1\n",
    });
    repo.git("add", "-A");
    repo.git("commit", "-qnm", "x");
    repo.write({ "app/db.env": "POSTGRES_PASSWORD=orchid-43-canary\n" });
    repo.git("add", "-A");
    const { code, output } = hook();
    expect(code).toBe(1);
    expect(output).toContain("POSTGRES_PASSWORD_FILE");
    expect(output).not.toContain("REDIS_PASSWORD");
  });

  it("hands scripts without an ending to a hook of their own", () => {
    next({ "bin/start": "#!/bin/sh\ndocker run -e DB_PASSWORD=orchid-42-canary example/app\n", "bin/data": "x\n" });
    chmodSync(join(repo.root, "bin/start"), 0o755);
    repo.git("add", "-A");
    expect(hook("runsecrets").output).toContain("no files to check");
    expect(hook("runsecrets-shell")).toMatchObject({ code: 1, output: expect.stringContaining("bin/start") });
  });

  it("leaves out what the baseline of the repository knows", () => {
    next({ Dockerfile: leaky, "runsecrets.yaml": "baseline: known.json\n" });
    expect(repo.run(process.execPath, join(root, "dist/cli.cjs"), "baseline").code).toBe(0);
    repo.git("add", "-A");
    expect(hook().code).toBe(0);
    repo.write({ Dockerfile: `${leaky}ENV API_TOKEN=orchid-43-canary\n` });
    repo.git("add", "-A");
    const { code, output } = hook();
    expect(code).toBe(1);
    expect(output).toContain("API_TOKEN");
    expect(output).not.toContain("DB_PASSWORD");
  });

  it("runs over all files, in several batches", () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [
        `services/${"long-name-".repeat(5)}${at}/Dockerfile`,
        at === 4999 ? leaky : clean,
      ]),
    );
    next(many);
    repo.git("add", "-A");
    const { code, output } = hook("runsecrets", "--all-files");
    expect(code).toBe(1);
    expect(output).toContain(`${4999}/Dockerfile`);
    expect(output.match(/No secrets out of place|1 high in /g)?.length).toBeGreaterThan(1);
  });
});
