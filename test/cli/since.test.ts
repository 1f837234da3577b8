import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lint } from "../../src/index.ts";
import { type Repository, repository } from "../support/repository.ts";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";

function linted(repo: Repository, ...words: string[]) {
  const { output } = repo.run(process.execPath, cli, "lint", "-f", "json", ...words);
  if (!output.startsWith("{")) return output;
  return JSON.parse(output).findings.map((one: { file: string }) => one.file);
}

function committed(files: Record<string, string>): Repository {
  const repo = repository();
  repo.write(files);
  repo.git("add", "-A");
  repo.git("commit", "-qm", "x");
  return repo;
}

it("reports changed lines and untracked files, and nothing old; the same of a diff", () => {
  const repo = committed({ Dockerfile: leaky, "old/Dockerfile": leaky });
  expect(linted(repo, "--since", "HEAD")).toEqual([]);
  repo.write({ Dockerfile: `${leaky}ENV API_TOKEN=orchid-43-canary\n` });
  repo.write({ "x.patch": repo.git("diff", "HEAD"), "new/Dockerfile": leaky });
  expect(linted(repo, "--since", "HEAD")).toEqual(["Dockerfile", "new/Dockerfile"]);
  expect(linted(repo, "--diff", "x.patch")).toEqual(["Dockerfile"]);
  const piped = repo.run("sh", "-c", `"${process.execPath}" "${cli}" lint -f json --diff - < x.patch`);
  expect(JSON.parse(piped.output).findings).toHaveLength(1);
});

it("reports nothing of a rename", () => {
  const repo = committed({ "old/Dockerfile": leaky });
  repo.git("mv", "old", "new");
  expect(linted(repo, "--since", "HEAD")).toEqual([]);
});

it("reports what a changed file causes in another", () => {
  const compose = `services:
  db:
    image: postgres:16
    env_file: db.env
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/pw
    secrets: [pw]
secrets:
  pw:
    file: pw.txt
`;
  const repo = committed({ "compose.yaml": compose, "db.env": "LOG=info\n" });
  repo.write({ "db.env": "POSTGRES_PASSWORD=orchid-42-canary\n" });
  expect(linted(repo, "--since", "HEAD")).toContain("compose.yaml");
});

it("is asked in a folder inside the repository, and speaks of what is below it", () => {
  const repo = committed({ Dockerfile: "FROM alpine:3.20\n", "a b/Dockerfile": leaky });
  repo.write({ Dockerfile: leaky, "a b/Dockerfile": `${leaky}ENV API_TOKEN=orchid-43-canary\n` });
  repo.write({ "x.patch": repo.git("diff", "--relative=a b", "HEAD") });
  const inside = (...words: string[]) =>
    JSON.parse(
      repo.run("sh", "-c", `cd 'a b' && "${process.execPath}" "${cli}" lint -f json ${words.join(" ")}`).output,
    ).findings.map(({ file, region }: { file: string; region: { startLine: number } }) => [file, region.startLine]);
  expect(inside("--since", "HEAD")).toEqual([["Dockerfile", 3]]);
  expect(inside("--diff", "../x.patch")).toEqual([["Dockerfile", 3]]);
});

it("ends with 1 where a change brings a finding, and with 0 where the baseline knows it or nothing changed", () => {
  const repo = committed({ Dockerfile: leaky });
  const code = (...words: string[]) => repo.run(process.execPath, cli, "lint", "--since", "HEAD", ...words).code;
  expect(code()).toBe(0);
  repo.write({ Dockerfile: `${leaky}ENV API_TOKEN=orchid-43-canary\n` });
  expect(code()).toBe(1);
  expect(repo.run(process.execPath, cli, "baseline").code).toBe(0);
  expect(code("--baseline", ".runsecrets-baseline.json")).toBe(0);
  repo.write({ Dockerfile: `${leaky}ENV API_TOKEN=orchid-44-canary\n` });
  expect(code("--baseline", ".runsecrets-baseline.json")).toBe(1);
});

it("is the same for a program that calls the library", async () => {
  const repo = committed({ Dockerfile: leaky });
  repo.write({ Dockerfile: `${leaky}ENV API_TOKEN=orchid-43-canary\n` });
  const lines = ({ findings }: Awaited<ReturnType<typeof lint>>) => findings.map(({ region }) => region.startLine);
  expect(lines(await lint({ cwd: repo.root }))).toEqual([2, 3]);
  expect(lines(await lint({ cwd: repo.root, since: "HEAD" }))).toEqual([3]);
  expect(lines(await lint({ cwd: repo.root, diff: repo.git("diff", "HEAD") }))).toEqual([3]);
  await expect(lint({ cwd: repo.root, since: "nope" })).rejects.toThrow("git knows no commit nope");
});

it("says what is wrong", () => {
  const repo = committed({ Dockerfile: leaky });
  expect(linted(repo, "--since", "nope")).toContain("runsecrets: --since: git knows no commit nope");
  expect(linted(repo, "--since=--output=x")).toContain("git knows no commit --output=x");
  expect(linted(repo, "--diff", "Dockerfile")).toContain("--diff was given no unified diff");
  expect(linted(repo, "--diff", "nope")).toContain("cannot read the diff nope");
  rmSync(join(repo.root, ".git"), { recursive: true });
  expect(linted(repo, "--since", "HEAD")).toContain("--since needs a git repository");
});
