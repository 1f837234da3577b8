import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import { lint } from "../../src/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint as lintWorkspace } from "../../src/pipeline/lint.ts";

const value = "lantern808canary";

/** The messages about a file, and nothing else of the run. */
async function said(files: Record<string, string>, rule: string): Promise<string[]> {
  const { findings } = await lint({ files, configFile: false });
  return findings.filter((one) => one.rule === rule).map(({ what }) => what);
}

describe("who can read it", () => {
  const built = "FROM alpine AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM alpine\nCOPY --from=build /app /app\n";
  const rows: Record<string, [files: Record<string, string>, rule: string, what: RegExp]> = {
    "of an argument in a stage that is not shipped: the build cache and the provenance": [
      { Dockerfile: built },
      "secret-in-build-arg",
      /^NPM_TOKEN is a build argument: the build cache and the provenance contain it$/,
    ],
    "of an argument in the stage that ships: anyone who can pull the image": [
      { Dockerfile: "FROM alpine\nARG NPM_TOKEN\nRUN npm ci\n" },
      "secret-in-build-arg",
      /: anyone who can pull the image can read it in the history$/,
    ],
    "of inline content of a config, which only Compose has: readers of the file and the container": [
      { "compose.yaml": `services: {a: {image: x, configs: [c]}}\nconfigs: {c: {content: "password = ${value}"}}\n` },
      "secret-in-config",
      /: anyone who can read this file or the files of the container can read it$/,
    ],
    "of a Dockerfile's health check: anyone who can pull the image": [
      { Dockerfile: `FROM alpine\nHEALTHCHECK CMD curl -u app:${value} http://x/\n` },
      "secret-in-command",
      /: anyone who can pull the image can read it$/,
    ],
    "of a Dockerfile's start command: anyone who can pull the image": [
      { Dockerfile: `FROM redis\nCMD ["redis-server", "--requirepass", "${value}"]\n` },
      "secret-in-command",
      /: anyone who can pull the image can read it$/,
    ],
    "of a health check in a compose file: anyone who can inspect": [
      { "compose.yaml": `services: {a: {image: redis, healthcheck: {test: redis-cli -a ${value} get x}}}\n` },
      "secret-in-command",
      /: anyone who can run `docker inspect` can read it$/,
    ],
  };
  for (const [title, [files, rule, what]] of Object.entries(rows))
    it(title, async () => expect(await said(files, rule)).toEqual([expect.stringMatching(what)]));
});

it("a service of two compose files is named once", async () => {
  const compose = "services: {postgres: {image: x, env_file: .env}}\n";
  const files = { "compose.yaml": compose, "compose.prod.yaml": compose, ".env": `DB_PASSWORD=${value}\n` };
  expect(await said(files, "secret-in-env-file")).toEqual([
    expect.stringMatching(/; it becomes part of the environment of postgres$/),
  ]);
});

it("a guessable password is called so, in the place of the word", async () => {
  const dockerfile = 'FROM redis\nENV JWT_SECRET=secret\nCMD ["redis-server", "--requirepass", "secret"]\n';
  expect(await said({ Dockerfile: dockerfile }, "secret-in-command")).toEqual([
    expect.stringMatching(/^`redis-server --requirepass` contains a guessable password in plain text: /),
  ]);
  expect(await said({ Dockerfile: dockerfile }, "secret-in-env")).toEqual([
    expect.stringMatching(/^JWT_SECRET is baked into the image with a guessable value: /),
  ]);
});

it("no value that is reported is called not reported", async () => {
  const files = { Dockerfile: "FROM alpine\nARG NPM_TOKEN\nENV TOKEN_TTL=900\nRUN npm ci\n" };
  const { findings, notes } = await lintWorkspace(memoryWorkspace(files), { ...defaultConfig, debug: true });
  expect(findings.map(({ key }) => key)).toEqual(["NPM_TOKEN"]);
  expect(notes.filter((note) => note.includes("not reported"))).toEqual([expect.stringContaining("TOKEN_TTL")]);
});

it("a file variable that does nothing is not said to start without a password", async () => {
  const files = {
    "compose.yaml": "services: {a: {image: redis:7, environment: {REDIS_PASSWORD_FILE: /run/secrets/x}}}\n",
  };
  for (const what of await said(files, "file-variable-unsupported")) expect(what).not.toContain("without");
});
