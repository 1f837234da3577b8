import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runAction } from "../support/composite-action.ts";
import { repository } from "../support/repository.ts";
import { folderWith } from "../support/run-cli.ts";

const root = join(import.meta.dirname, "../..");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";
const clean = "FROM alpine:3.20\nENV LOG_LEVEL=debug\n";

describe("the action's steps", () => {
  it("fail the job with annotations, a SARIF file, outputs and a summary, and upload nothing", () => {
    const run = runAction(root, folderWith({ Dockerfile: leaky }), {});
    expect(run).toMatchObject({ code: 1, used: [], outputs: { findings: "1", "exit-code": "1" } });
    expect(run.log).toContain("::error file=Dockerfile,line=2,");
    expect(JSON.parse(readFileSync(run.outputs.sarif ?? "", "utf8")).runs[0].results).toHaveLength(1);
    expect(run.summary).toContain("### runsecrets lint\n\n1 high in 1 file");
    expect(run.log + run.summary).not.toContain("canary");
  });

  it("pass, where nothing is found", () => {
    const run = runAction(root, folderWith({ Dockerfile: clean }), {});
    expect(run).toMatchObject({ code: 0, used: [], outputs: { findings: "0", "exit-code": "0" } });
    expect(run.summary).toContain("No secrets out of place");
  });

  it("upload when told to, before the job fails", () => {
    const folder = folderWith({ Dockerfile: leaky });
    const run = runAction(root, folder, { upload: "true", sarif: "my results.sarif" });
    expect(run.code).toBe(1);
    expect(run.used).toEqual([
      {
        uses: expect.stringMatching(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/),
        with: { sarif_file: "my results.sarif" },
      },
    ]);
    expect(existsSync(join(folder, "my results.sarif"))).toBe(true);
  });

  it("report changed lines only, where a revision is given", () => {
    const repo = repository();
    repo.write({ "old/Dockerfile": leaky });
    repo.git("add", "-A");
    repo.git("commit", "-qm", "x");
    const since = repo.git("rev-parse", "HEAD").trim();
    expect(runAction(root, repo.root, { since })).toMatchObject({ code: 0, outputs: { findings: "0" } });
    repo.write({ Dockerfile: leaky });
    expect(runAction(root, repo.root, { since })).toMatchObject({ code: 1, outputs: { findings: "1" } });
    expect(runAction(root, repo.root, { since: "" }).outputs.findings).toBe("2");
    expect(runAction(root, repo.root, { since: "--output=x" })).toMatchObject({ code: 2 });
  });

  it("give the result whatever became of the upload", () => {
    const run = runAction(root, folderWith({ Dockerfile: clean }), { upload: "true" }, "upload-sarif");
    expect(run).toMatchObject({ code: 1, ran: ["Result"], outputs: { findings: "0", "exit-code": "0" } });
  });

  it("fail, where the command cannot be built", () => {
    const broken = folderWith({
      "action.yml": readFileSync(join(root, "action.yml")),
      "scripts/ensure.mjs": "throw 1",
    });
    expect(runAction(broken, folderWith({}), {})).toMatchObject({ code: 1, ran: ["Result"] });
  });

  it("end with 2 and upload nothing, where the run cannot be made", () => {
    const run = runAction(root, folderWith({ Dockerfile: leaky }), { upload: "true", config: "missing.yaml" });
    expect(run).toMatchObject({ code: 2, used: [], outputs: { findings: "", sarif: "", "exit-code": "2" } });
  });

  it("take paths, a threshold and a configuration", () => {
    const files = { "a b/Dockerfile": leaky, "c/Dockerfile": clean, "my.yaml": "rules: {secret-in-env: off}\n" };
    const folder = folderWith(files);
    expect(runAction(root, folder, { paths: "c\n" }).code).toBe(0);
    expect(runAction(root, folder, { paths: "c\r\na b\r\n" }).outputs.findings).toBe("1");
    expect(runAction(root, folder, { "fail-on": "never" })).toMatchObject({ code: 0, outputs: { findings: "1" } });
    expect(runAction(root, folder, { config: "my.yaml" }).outputs.findings).toBe("0");
  });

  it("run nothing that an input says", () => {
    const folder = folderWith({ Dockerfile: clean });
    const evil = '"; touch "$PWD/owned"; $(touch owned) `touch owned` \'';
    for (const name of Object.keys(parse(readFileSync(join(root, "action.yml"), "utf8")).inputs)) {
      runAction(root, folder, { [name]: evil });
      runAction(root, folder, { [name]: `x\n${evil}` });
      expect(`${name} ${existsSync(join(folder, "owned"))}`).toBe(`${name} false`);
    }
  });

  it("have no expression in a script", () => {
    for (const { run = "" } of parse(readFileSync(join(root, "action.yml"), "utf8")).runs.steps) {
      expect(run).not.toContain("${{");
    }
  });
});
