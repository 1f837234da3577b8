import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exitCode, lint, rules, UserError } from "../../src/index.ts";
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

  it("rejects with what the caller can mend", async () => {
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
