import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../support/repository.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

const files = {
  "compose.yaml":
    "services:\n  db:\n    image: postgres:16\n    environment: {POSTGRES_PASSWORD_FILE: /run/secrets/pw}\n    secrets: [pw]\n" +
    "secrets: {pw: {file: ./pw.txt}}\n",
  "pw.txt": "orchid-42-canary",
  Dockerfile: "FROM alpine\n",
};

function tracked(): string {
  const repo = repository();
  repo.write(files);
  // Nobody but its owner reads it: only that git tracks it exposes it.
  chmodSync(join(repo.root, "pw.txt"), 0o600);
  repo.git("add", "-A");
  repo.git("commit", "-qm", "x");
  return repo.root;
}

/** As git behaves in a container that a checkout of somebody else's is mounted into. */
const refusing = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
const unknown = "which files are tracked is not known";

it("says that git refuses a repository, and what to do, because a tracked secret is not found then", async () => {
  const cwd = tracked();
  expect((await runCli(["lint"], { cwd })).stdout).toContain("secret-file-exposed");
  const { stdout, stderr, code } = await runCli(["lint"], { cwd, env: refusing });
  expect(stderr).toBe(
    `runsecrets: .git belongs to somebody else, so that git refuses it (\`git config --global --add safe.directory ${cwd}\`): ${unknown}\n`,
  );
  expect(stdout).not.toContain("secret-file-exposed");
  expect(code).toBe(0);
});

it("says that git does not start, also of a folder inside the repository", async () => {
  const { stderr } = await runCli(["lint"], { cwd: tracked(), env: { PATH: "/nowhere" } });
  expect(stderr).toBe(`runsecrets: .git cannot be read, because git does not start: ${unknown}\n`);
  const broken = folderWith({ ".git/HEAD": "nonsense", "api/Dockerfile": "FROM alpine\n" });
  const inside = await runCli(["lint"], { cwd: join(broken, "api") });
  expect(inside.stderr).toBe(`runsecrets: .git cannot be read by git: ${unknown}\n`);
});

it("says nothing where there is no repository, and nothing where git answers", async () => {
  const none = folderWith({ Dockerfile: "FROM alpine\n" });
  expect((await runCli(["lint"], { cwd: none, env: { PATH: "/nowhere" } })).stderr).toBe("");
  expect((await runCli(["lint"], { cwd: tracked() })).stderr).toBe("");
});

it("is the reason that --staged and --since give", async () => {
  const cwd = tracked();
  for (const words of [["--staged"], ["--since", "HEAD"]]) {
    const { stderr, code } = await runCli(["lint", ...words], { cwd, env: refusing });
    expect(stderr).toContain(`${words[0]}: the repository belongs to somebody else, so that git refuses it`);
    expect(code).toBe(2);
  }
});
