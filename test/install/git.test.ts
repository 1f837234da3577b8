import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { binOf, freshClone, redirect, sharedCache } from "../support/clone.ts";
import { type Repository, repository } from "../support/repository.ts";

const leaky = { Dockerfile: "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n" };

/** An environment that tells npm to leave out what a build needs. */
const production = { NODE_ENV: "production", npm_config_omit: "dev" };

describe.each(["10.9.9", "11.19.1"])("from a git address, with npm %s", { timeout: 600_000 }, (version) => {
  let bin = "";
  let clone: Repository;
  beforeAll(() => {
    bin = binOf("npm", version);
    clone = freshClone();
  }, 300_000);

  const machine = (more: Record<string, string>) => {
    const repo = repository(bin, { ...sharedCache, ...more });
    redirect(repo, clone);
    repo.write({ ...leaky, "package.json": '{ "private": true }\n' });
    return repo;
  };
  const expectRun = (repo: Repository, command: string) => {
    expect(repo.run(command, "lint", "Dockerfile")).toMatchObject({
      code: 1,
      output: expect.stringContaining("1 high in"),
    });
  };

  it("it installs globally, in an environment that leaves out development dependencies, too", () => {
    const prefix = join(repository().root, "prefix");
    const repo = machine({ ...production, npm_config_prefix: prefix });
    const { code, output } = repo.run("npm", "install", "--global", `git+file://${clone.root}`);
    expect(code, output).toBe(0);
    const folder = join(prefix, "lib", "node_modules", "runsecrets");
    expect(lstatSync(folder).isSymbolicLink()).toBe(false);
    expect(readdirSync(folder)).toContain("dist");
    expectRun(repo, join(prefix, "bin", "runsecrets"));
  });

  it("it installs as a dependency", () => {
    const repo = machine({});
    const { code, output } = repo.run("npm", "install", "--save-dev", `git+file://${clone.root}`);
    expect(code, output).toBe(0);
    expectRun(repo, "node_modules/.bin/runsecrets");
    expect(existsSync(join(repo.root, "node_modules", "runsecrets", "node_modules"))).toBe(false);
  });
});
