import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { audit, exitCode, lint, rules, UserError } from "../../src/index.ts";
import { folderWith } from "../support/run-cli.ts";

const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";

describe("the library", () => {
  it("lints a folder with its configuration", async () => {
    const cwd = folderWith({
      "api/Dockerfile": leaky,
      "old/Dockerfile": leaky,
      "runsecrets.yaml": "rules: {secret-in-env: low}\n",
    });
    const report = await lint({ cwd, paths: ["api"] });
    expect(report.findings).toMatchObject([{ file: "api/Dockerfile", severity: "low" }]);
    expect(report).toMatchObject({ gaps: [], suppressed: 0, scanned: { Dockerfile: 1 }, rules });
    expect(exitCode(report, "low")).toBe(1);
  });

  it("sets its own over those of the file, or reads none", async () => {
    const cwd = folderWith({ Dockerfile: leaky, "runsecrets.yaml": "rules: {secret-in-env: off}\n" });
    expect((await lint({ cwd })).findings).toEqual([]);
    expect((await lint({ cwd, configFile: false })).findings).toHaveLength(1);
    expect((await lint({ cwd, config: { rules: { "secret-in-env": "critical" } } })).findings).toHaveLength(1);
  });

  it("lints texts, whatever they are called", async () => {
    const report = await lint({ cwd: folderWith({}), files: { "some/recipe": leaky } });
    expect(report.findings).toMatchObject([{ file: "some/recipe" }]);
  });

  it("rejects with what the caller can fix", async () => {
    const cwd = folderWith({});
    await expect(lint({ cwd, paths: ["nope"] })).rejects.toBeInstanceOf(UserError);
    await expect(lint({ cwd, config: { rules: { nope: "off" } } })).rejects.toThrow("unknown rule nope");
  });
});

it("as it ships neither ends the process nor writes anything, whatever becomes of a run", () => {
  const cwd = folderWith({ Dockerfile: leaky, "bad.yaml": "fial-on: x\n" });
  const script = `
    const said = [];
    const listeners = process.eventNames().length;
    for (const stream of ["stdout", "stderr"]) process[stream].write = (text) => said.push(text);
    for (const name of Object.keys(console)) if (typeof console[name] === "function") console[name] = () => said.push(name);
    for (const name of ["exit", "abort", "kill"]) process[name] = () => said.push(name);
    const { audit, lint, UserError } = await import(${JSON.stringify(join(import.meta.dirname, "../../dist/index.js"))});
    const found = (await lint()).findings.length;
    const refusals = [lint({ configFile: "bad.yaml" }), lint({ paths: ["none"] }), audit({ host: "unix:///none/docker.sock" })];
    const refused = (await Promise.allSettled(refusals)).map(({ reason }) => reason instanceof UserError);
    const { writeFileSync } = await import("node:fs");
    writeFileSync("seen.json", JSON.stringify({ found, refused, said, code: process.exitCode ?? 0, listeners: process.eventNames().length - listeners }));
  `;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd });
  expect(status).toBe(0);
  expect(JSON.parse(readFileSync(join(cwd, "seen.json"), "utf8"))).toEqual({
    found: 1,
    refused: [true, true, true],
    said: [],
    code: 0,
    listeners: 0,
  });
});

/** Runs three lines of a program that catches nothing. */
function uncaught(call: string): { status: number | null; stderr: string } {
  const cwd = folderWith({});
  const library = JSON.stringify(join(import.meta.dirname, "../../dist/index.js"));
  const script = `import { audit, lint } from ${library};\nvoid lint;\nawait ${call};\n`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  return { status, stderr };
}

describe("an error of the library that nobody catches", () => {
  it.each([
    ['audit({ host: "unix:///none.sock" })', "no engine answers at unix:///none.sock (`host`): no answer (ENOENT)"],
    ['audit({ host: "tcp://u:p/canary@h:1" })', "cannot use the address that `host` gives"],
    ['audit({ host: "a", context: "b" })', "`host` and `context` exclude each other"],
    ['audit({ context: "none" })', "there is no context none"],
    ['lint({ paths: ["none"] })', "no such file or folder: none"],
    ["lint({ staged: true })", "`staged` needs a git repository"],
    ['lint({ diff: "none" })', "`diff` was given no unified diff"],
    ['lint({ config: { rules: { nope: "off" } } })', "unknown rule nope"],
  ])("%s is one sentence", (call, sentence) => {
    const { status, stderr } = uncaught(call);
    expect(status).toBe(1);
    const [line, ...others] = stderr.split("\n").filter((one) => one.includes("UserError"));
    expect(others).toEqual([]);
    expect(line).toContain(`UserError: ${sentence}`);
    // No line of ours, neither of the bundle nor of a stack; and no flag of the command line.
    expect(stderr).not.toMatch(/dist|^ +at |canary|(?<!`git [^`]*)--[a-z]/m);
    expect(stderr.length).toBeLessThan(500);
  });

  it("keeps its hint, and its class", async () => {
    const error: unknown = await audit({ host: "unix:///none.sock" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).hint).toBe("`host` or `context` names another");
  });
});
