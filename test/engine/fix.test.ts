import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { advised, type Files, fixed } from "../support/advice.ts";
import { adviceStories } from "../support/advice-stories.ts";
import { runCli } from "../support/run-cli.ts";
import { audit, said } from "./support/audit.ts";
import { describeEngine, docker, dockerHost, engineFolder } from "./support/engine.ts";

const env = { ...process.env, DOCKER_HOST: dockerHost };
const value = "orchid-42-canary";

/** The convention of the official images, in the words of a shell that has no `${!name}`. */
const entrypoint = `#!/bin/sh
set -e
if [ -n "$POSTGRES_PASSWORD" ] && [ -n "$POSTGRES_PASSWORD_FILE" ]; then echo "both are set" >&2; exit 1; fi
if [ -n "$POSTGRES_PASSWORD_FILE" ]; then
  POSTGRES_PASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")"
  unset POSTGRES_PASSWORD_FILE
fi
printf %s "$POSTGRES_PASSWORD" > /tmp/seen
unset POSTGRES_PASSWORD
exec "$@"
`;

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

describeEngine("a project with a plaintext password that was fixed", () => {
  const folder = join(engineFolder, "host", "mended");
  const compose = (...words: string[]) =>
    execFileSync("docker-compose", ["-p", "mended", ...words], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });

  beforeAll(async () => {
    write(folder, {
      "image/Dockerfile":
        'FROM busybox:local\nCOPY docker-entrypoint.sh /\nENTRYPOINT ["sh", "/docker-entrypoint.sh"]\nCMD ["sleep", "1000"]\n',
      "image/docker-entrypoint.sh": entrypoint,
      "compose.yaml": `version: "3.8"
services:
  db:
    image: postgres:16
    network_mode: none
    environment:
      POSTGRES_PASSWORD: ${value} # the database's own
`,
    });
    docker("build", "--network", "none", "-t", "postgres:16", join(folder, "image"));
    compose("up", "-d");
  }, 120_000);

  it("reads the same value from /run/secrets, and no inspection shows it", async () => {
    expect(docker("exec", "mended_db_1", "cat", "/tmp/seen")).toBe(value);
    expect(docker("inspect", "mended_db_1")).toContain(value);

    const { stdout, code } = await runCli(["fix", "--write"], { cwd: folder });
    expect([code, stdout]).toEqual([0, expect.stringContaining("Fixed 1 of 1 finding.")]);
    compose("up", "-d");
    expect(docker("exec", "mended_db_1", "cat", "/tmp/seen")).toBe(value);
    expect(docker("exec", "mended_db_1", "cat", "/run/secrets/postgres_password")).toBe(value);
    expect(docker("inspect", "mended_db_1")).not.toContain(value);
    expect(readFileSync(join(folder, "compose.yaml"), "utf8")).not.toContain(value);
    // Compose binds a file of the host; only a swarm has memory for it.
    expect(said(await audit(), "container mended_db_1")).toEqual([
      "secret-not-in-memory /run/secrets/postgres_password",
    ]);
  }, 120_000);
});

describeEngine("what the real Compose makes of files that were fixed", () => {
  const root = join(engineFolder, "host", "configured");
  const accepts = (folder: string) =>
    spawnSync("docker-compose", ["config", "-q"], {
      cwd: folder,
      env: { ...env, API_TOKEN: "x", DB_PASSWORD: "x", DB_PW: "x", ADMIN_PASSWORD: "x", A_SECRET: "x", B_SECRET: "x" },
    }).status === 0;

  describe.each(Object.entries(adviceStories))("%s", (name, { files }) => {
    it("it took it before, and it takes it after each fix", async () => {
      const folder = join(root, name.replace(/\W+/g, "-"));
      write(join(folder, "before"), files);
      if (!accepts(join(folder, "before"))) return;
      for (const [at, { finding, proposal }] of (await advised(files)).entries()) {
        if (!proposal || proposal.files.length === 0) continue;
        write(join(folder, `${at}`), fixed(files, proposal));
        expect([finding.key, accepts(join(folder, `${at}`))]).toEqual([finding.key, true]);
      }
    }, 60_000);
  });
});
