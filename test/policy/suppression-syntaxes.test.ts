import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

/**
 * Each with a secret that `rule` finds; `‹›` is where a comment may be, and `bad` becomes `good` once the secret is
 * gone.
 */
const files: readonly (readonly [file: string, sign: string, rule: string, text: string, bad: string, good: string])[] =
  [
    [
      "Dockerfile",
      "#",
      "secret-in-env",
      "FROM alpine:3.20\n‹›\nENV DB_PASSWORD=orchid-42-canary\n",
      "DB_PASSWORD=orchid-42-canary",
      "LOG=info",
    ],
    [
      "compose.yaml",
      "#",
      "secret-in-env",
      "services:\n  db:\n    image: postgres:16\n    environment:\n      ‹›\n      POSTGRES_PASSWORD: orchid-42-canary\n",
      "POSTGRES_PASSWORD: orchid-42-canary",
      "LOG: info",
    ],
    [
      "compose.yaml",
      "#",
      "secret-in-env",
      "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary ‹›\n",
      "POSTGRES_PASSWORD: orchid-42-canary",
      "LOG: info",
    ],
    [
      ".github/workflows/ci.yml",
      "#",
      "secret-in-env",
      "on: push\nenv:\n  ‹›\n  API_TOKEN: orchid-42-canary\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{run: make}]\n",
      "API_TOKEN: orchid-42-canary",
      "LOG: info",
    ],
    [
      "app.env",
      "#",
      "secret-in-env-file",
      "‹›\nDB_PASSWORD=orchid-42-canary\n",
      "DB_PASSWORD=orchid-42-canary",
      "LOG=info",
    ],
    [
      "app.env",
      "#",
      "secret-in-env-file",
      "DB_PASSWORD=orchid-42-canary ‹›\n",
      "DB_PASSWORD=orchid-42-canary",
      "LOG=info",
    ],
    [
      "deploy.sh",
      "#",
      "secret-in-env",
      "#!/bin/sh\n‹›\ndocker run -e DB_PASSWORD=orchid-42-canary example/app\n",
      "DB_PASSWORD=orchid-42-canary",
      "LOG=info",
    ],
    [
      "deploy.sh",
      "#",
      "secret-in-env",
      "#!/bin/sh\ndocker run -e DB_PASSWORD=orchid-42-canary example/app ‹›\n",
      "DB_PASSWORD=orchid-42-canary",
      "LOG=info",
    ],
    [
      "Makefile",
      "#",
      "secret-in-env",
      "up:\n\t‹›\n\tdocker run -e DB_PASSWORD=orchid-42-canary example/app\n",
      "DB_PASSWORD=orchid-42-canary",
      "LOG=info",
    ],
    [
      "docker-bake.hcl",
      "//",
      "secret-in-build-arg",
      'target "app" {\n  args = {\n    ‹›\n    DB_PASSWORD = "orchid-42-canary"\n  }\n}\n',
      'DB_PASSWORD = "orchid-42-canary"',
      'LOG = "info"',
    ],
    [
      "Jenkinsfile",
      "//",
      "secret-in-env",
      "pipeline {\n  agent any\n  environment {\n    ‹›\n    DB_PASSWORD = 'orchid-42-canary'\n  }\n}\n",
      "DB_PASSWORD = 'orchid-42-canary'",
      "LOG = 'info'",
    ],
  ];

const rulesOf = async (file: string, text: string) => {
  const { findings, suppressed } = await lint(memoryWorkspace({ [file]: text }));
  return { rules: findings.map(({ rule, say }) => (rule === "bad-suppression" ? say : rule)), suppressed };
};

describe.each(files)("a comment in %s after %s", (file, sign, rule, text, bad, good) => {
  const comment = `${sign} runsecrets-ignore ${rule}`;
  const written = (words: string, from = text) => from.replace("‹›", words);

  it("silences what it is at, with a reason", async () => {
    expect(await rulesOf(file, written(`${sign} more`))).toEqual({ rules: [rule], suppressed: 0 });
    expect(await rulesOf(file, written(`${comment} -- why`))).toEqual({ rules: [], suppressed: 1 });
  });

  it("without a reason silences nothing, and says so", async () => {
    const { rules, suppressed } = await rulesOf(file, written(comment));
    expect({ rules: rules.toSorted(), suppressed }).toEqual({ rules: ["no-reason", rule], suppressed: 0 });
  });

  it("is called unused where there is nothing", async () => {
    const clean = written(`${comment} -- why`, text.replace(bad, good));
    expect(await rulesOf(file, clean)).toEqual({ rules: ["unused"], suppressed: 0 });
  });
});

describe("JSON has no comments, and is silenced in the configuration", () => {
  const bake = '{"target":{"app":{"args":{"DB_PASSWORD":"orchid-42-canary"}}}}\n';
  const run = async (ignore: string) => {
    const cwd = folderWith({ "docker-bake.json": bake, "runsecrets.yaml": ignore });
    return await runCli(["lint"], { cwd });
  };

  it("by rule, path and key, with a reason", async () => {
    expect((await run("")).code).toBe(1);
    expect(
      await run("ignore:\n- rule: secret-in-build-arg\n  path: '*.json'\n  key: DB_PASSWORD\n  because: a demo\n"),
    ).toMatchObject({ code: 0, stderr: "" });
  });

  it("that gives no reason is an error", async () => {
    const { code, stderr } = await run("ignore:\n- rule: secret-in-build-arg\n  path: '*.json'\n");
    expect(code).toBe(2);
    expect(stderr).toBe("runsecrets: runsecrets.yaml:2: an ignore needs `because`; say why it is accepted\n");
  });
});
