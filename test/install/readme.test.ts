import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { freshClone, redirect, sharedCache } from "../support/clone.ts";
import { type Repository, repository } from "../support/repository.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const leaky = { Dockerfile: "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n" };

/** Each line that the README has people type into a shell, in order. */
const typed = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = ""]) => text.trim().split("\n"));
const inClone = ["npm install --global --install-links .", "npm start", "npm test"];

it("no line of the README is longer than 120 characters", () => {
  expect(readme.split("\n").filter((line) => [...line].length > 120)).toEqual([]);
});

describe("the commands of the README, from a fresh clone with a clean home", { timeout: 600_000 }, () => {
  let clone: Repository;
  let machine: Repository;
  /** Runs a line in a shell, with what is installed globally in its path. */
  const sh = (line: string, folder = machine.root) =>
    machine.run("bash", "-c", `cd '${folder}' && PATH="$npm_config_prefix/bin:$PATH" && ${line}`);
  const command = (start: string) => {
    const line = typed.find((one) => one.startsWith(start));
    if (line === undefined) throw new Error(`the README has no line that starts with ${start}`);
    return line.replace(/ +#.*/, "");
  };

  beforeAll(() => {
    clone = freshClone();
    machine = repository("", { ...sharedCache, npm_config_prefix: join(repository().root, "prefix") });
    redirect(machine, clone);
    machine.git("remote", "add", "origin", ".");
    machine.write({ "package.json": '{ "private": true }\n', ".gitignore": "node_modules\n" });
    machine.git("add", "-A");
    machine.git("commit", "-qm", "x");
    machine.git("update-ref", "refs/remotes/origin/main", "HEAD");
  });

  it("are all known here", () => {
    const known = ["runsecrets baseline", "runsecrets lint --", "npx ../runsecrets ", "npm install --save-dev "];
    const unknown = typed.filter((line) => ![...inClone, ...known].some((start) => line.startsWith(start)));
    expect(unknown).toEqual([]);
    for (const start of [...inClone, ...known]) command(start);
  });

  it("install it, find, accept, and check changed lines", () => {
    const installed = sh(command("npm install --global"), clone.root);
    expect(installed.code, installed.output).toBe(0);
    clone.git("clean", "-qfdx");
    machine.write(leaky);
    expect(sh("runsecrets lint")).toMatchObject({ code: 1, output: expect.stringContaining("DB_PASSWORD") });
    expect(sh(command("runsecrets lint --since")).code).toBe(1);
    expect(sh(command("runsecrets baseline")).code).toBe(0);
    expect(sh(command("runsecrets lint --baseline")).code).toBe(0);
  });

  it("start it in the clone, and from a project beside it", () => {
    const started = sh(command("npm start"), clone.root);
    expect(started.code, started.output).toBe(0);
    expect(started.output).toContain("secret-in-env");
    const beside = (line: string) => sh(line.replace("../runsecrets", clone.root));
    machine.write(leaky);
    expect(beside(command("npx ../runsecrets lint"))).toMatchObject({ code: 1 });
    expect(beside(command("npx ../runsecrets init"))).toMatchObject({ code: 0 });
    machine.git("add", "Dockerfile");
    expect(machine.run("git", "commit", "-qm", "x").code).toBe(1);
  });

  it("install it as a dependency, and the CI jobs run it", () => {
    const installed = sh(command("npm install --save-dev"));
    expect(installed.code, installed.output).toBe(0);
    expect(sh("node_modules/.bin/runsecrets lint --staged").code).toBe(1);
    const azure = yaml("azure-pipelines.yml");
    const circle = yaml(".circleci/config.yml").jobs.runsecrets;
    const [, jenkins = ""] = /sh '(npx [^\n]*)'\n/.exec(readme) ?? [];
    const gitlab = parse(readFileSync(join(root, "templates/gitlab.yml"), "utf8")).runsecrets;
    const lines = [azure.steps[0].script, circle.steps[2].run, jenkins];
    // What npm installs for one of them it has for all: the package is the same.
    expect(new Set(lines.map((line: string) => line.slice(0, line.indexOf(" lint ")))).size).toBe(1);
    for (const source of [
      azure.variables.RUNSECRETS,
      circle.environment.RUNSECRETS,
      gitlab.variables.RUNSECRETS_PACKAGE,
    ])
      expect(readme).toContain(`RUNSECRETS = '${source}'`);
    const run = sh(`export RUNSECRETS='${azure.variables.RUNSECRETS}'; ${azure.steps[0].script}`);
    expect(run).toMatchObject({ code: 1, output: expect.stringContaining("DB_PASSWORD") });
    expect(readFileSync(join(machine.root, "runsecrets.xml"), "utf8")).toContain("<testsuite");
  });
});

/** A recipe by the name in its first line. */
function yaml(name: string) {
  const block = [...readme.matchAll(/^```yaml\n# (\S+)\n([\s\S]*?)^```$/gm)].find(([, file]) => file === name);
  return parse(block?.[2] ?? "");
}
