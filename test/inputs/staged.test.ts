import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Repository, repository } from "../support/repository.ts";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";
const clean = "FROM alpine:3.20\nENV LOG_LEVEL=debug\n";

function staged(repo: Repository, ...words: string[]) {
  const { code, output } = repo.run(process.execPath, cli, "lint", "--staged", "-f", "json", ...words);
  if (code === 2 && !output.startsWith("{")) return { code, files: output };
  return { code, files: JSON.parse(output).findings.map(({ file }: { file: string }) => file) };
}

describe("--staged looks at what the next commit holds", () => {
  it("and at nothing that is not staged, before the first commit and after it", () => {
    const repo = repository();
    repo.write({ Dockerfile: leaky, "new/Dockerfile": leaky });
    repo.git("add", "Dockerfile");
    expect(staged(repo)).toEqual({ code: 1, files: ["Dockerfile"] });
    repo.git("commit", "-qm", "x");
    expect(staged(repo)).toEqual({ code: 0, files: [] });
    repo.write({ Dockerfile: `${leaky}ENV A=b\n` });
    expect(staged(repo)).toEqual({ code: 0, files: [] });
  });

  it("and at nothing that was installed", () => {
    const repo = repository();
    repo.write({ Dockerfile: leaky, "api/node_modules/x/Dockerfile": leaky });
    repo.git("add", "-A");
    expect(staged(repo)).toEqual({ code: 1, files: ["Dockerfile"] });
  });

  it("as it is staged, whatever is in the folder", () => {
    const repo = repository();
    repo.write({ Dockerfile: leaky, "a/Dockerfile": clean, "b/Dockerfile": leaky });
    repo.git("add", "-A");
    repo.write({ Dockerfile: clean, "a/Dockerfile": leaky });
    rmSync(join(repo.root, "b/Dockerfile"));
    expect(staged(repo)).toEqual({ code: 1, files: ["Dockerfile", "b/Dockerfile"] });
  });

  it("with neighbours as they are staged", () => {
    const repo = repository();
    const compose = (image: string) => `services:\n  db:\n    image: ${image}\n    env_file: db.env\n`;
    repo.write({ "compose.yaml": compose("postgres:16"), "db.env": "LOG=info\n" });
    repo.git("add", "-A");
    repo.git("commit", "-qm", "x");
    repo.write({ "db.env": "POSTGRES_PASSWORD=orchid-42-canary\n" });
    repo.git("add", "-A");
    repo.write({ "compose.yaml": compose("redis:7") });
    const { output } = repo.run(process.execPath, cli, "lint", "--staged");
    expect(output).toContain("POSTGRES_PASSWORD_FILE");
  });

  it("not at what is deleted, nor at links and submodules; at what is renamed, under its new name", () => {
    const repo = repository();
    repo.write({ "old/Dockerfile": leaky, "gone/Dockerfile": leaky });
    repo.git("add", "-A");
    repo.git("commit", "-qm", "x");
    repo.git("mv", "old", "new");
    repo.git("rm", "-q", "gone/Dockerfile");
    const other = repository();
    other.write({ Dockerfile: leaky });
    other.git("add", "-A");
    other.git("commit", "-qm", "x");
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.root, "sub.env");
    symlinkSync("Dockerfile", join(repo.root, "new/link.Dockerfile"));
    repo.git("add", "new");
    expect(staged(repo)).toEqual({ code: 1, files: ["new/Dockerfile"] });
  });

  it("under names with spaces and beyond ASCII, and with a leading dash", () => {
    const repo = repository();
    const names = ["-x/Dockerfile", "a b/Dockerfile", "größe/日本.env", "line\nbreak/Dockerfile"];
    repo.write(
      Object.fromEntries(names.map((name) => [name, name.endsWith("env") ? "A_PASSWORD=orchid-42-canary\n" : leaky])),
    );
    repo.git("add", "-A");
    expect(staged(repo).files.sort()).toEqual(names.sort());
    expect(staged(repo, "a b").files).toEqual(["a b/Dockerfile"]);
    expect(staged(repo, join(repo.root, "a b/Dockerfile")).files).toEqual(["a b/Dockerfile"]);
  });

  it("in a folder of the repository, and heeds exclude", () => {
    const repo = repository();
    repo.write({
      Dockerfile: leaky,
      "app/Dockerfile": leaky,
      "app/old/Dockerfile": leaky,
      "app/runsecrets.yaml": "exclude: [old/]\n",
    });
    repo.git("add", "-A");
    const run = repo.run("sh", "-c", `cd app && "${process.execPath}" "${cli}" lint --staged -f json`);
    expect(JSON.parse(run.output).findings.map(({ file }: { file: string }) => file)).toEqual(["Dockerfile"]);
  });

  it("in a second working tree, in a merge, and not at what is only meant to be added", () => {
    const repo = repository();
    repo.write({ Dockerfile: clean, "a/Dockerfile": clean });
    repo.git("add", "-A");
    repo.git("commit", "-qm", "x");
    repo.git("worktree", "add", "-q", "second", "-b", "other");
    repo.write({ "second/Dockerfile": leaky, "second/a/Dockerfile": leaky });
    repo.git("-C", "second", "add", "Dockerfile");
    const run = repo.run("sh", "-c", `cd second && "${process.execPath}" "${cli}" lint --staged -f json`);
    expect(JSON.parse(run.output).findings.map(({ file }: { file: string }) => file)).toEqual(["Dockerfile"]);
    repo.git("-C", "second", "commit", "-qm", "x");

    repo.write({ Dockerfile: `${clean}ENV A=b\n`, "b/Dockerfile": leaky, "new/Dockerfile": leaky });
    repo.git("add", "Dockerfile");
    repo.git("commit", "-qm", "x");
    expect(repo.run("git", "merge", "-q", "other").code).toBe(1);
    repo.git("add", "b");
    repo.git("add", "-N", "new");
    expect(staged(repo)).toEqual({ code: 1, files: ["b/Dockerfile"] });
  });

  it("in a repository, or says that there is none", () => {
    const repo = repository();
    rmSync(join(repo.root, ".git"), { recursive: true });
    expect(staged(repo)).toEqual({ code: 2, files: "runsecrets: --staged needs a git repository\n" });
  });

  it("as a plain git hook: `git commit FILE` and `commit -a` are judged by the index they make", () => {
    const repo = repository();
    repo.write({ Dockerfile: clean, "other/Dockerfile": clean });
    repo.git("add", "-A");
    repo.git("commit", "-qm", "x");
    const hook = join(repo.root, ".git/hooks/pre-commit");
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${cli}" lint --staged\n`);
    chmodSync(hook, 0o755);
    repo.write({ Dockerfile: leaky });
    expect(repo.run("git", "commit", "-am", "x")).toMatchObject({
      code: 1,
      output: expect.stringContaining("DB_PASSWORD"),
    });
    expect(repo.run("git", "commit", "-m", "x", "Dockerfile").code).toBe(1);
    repo.write({ "other/Dockerfile": `${clean}ENV A=b\n` });
    expect(repo.run("git", "commit", "-m", "x", "other/Dockerfile").code).toBe(0);
    expect(repo.git("status", "--short")).toBe(" M Dockerfile\n");
  });
});
