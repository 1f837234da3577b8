import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileDocument, leakOf } from "../support/hostile-documents.ts";
import { leakOfRun } from "../support/no-value.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

/** The same one each time, so that a red run comes from the change. `SEED=…` tries others here, `npm run fuzz` many. */
const seed = Number(process.env.SEED ?? 20_261_130);
const documents = 20_000;

describe(`no output holds a value, wherever it is written (seed ${seed})`, () => {
  it(`of ${documents} hostile documents`, { timeout: 600_000 }, async () => {
    let nth = 0;
    const tried = fc.asyncProperty(hostileDocument, async (document) => {
      expect(await leakOfRun(document, nth++)).toBeUndefined();
    });
    await fc.assert(tried, { numRuns: documents, seed });
  });

  const key = "kJqGvWxZhMnQ";
  const word = "correcthorse";
  it.each<[string, Record<string, string>]>([
    ["userinfo, and a variable after it", compose(`build: "https://oauth2:${key}@gitlab.example/x.git#\${BRANCH}"`)],
    ["userinfo of a named context", compose(`build: {context: ., additional_contexts: {lib: "//u:${key}@h/x"}}`)],
    ["a value of .env in a path", { ...compose("build: ./${DB_PASSWORD}"), ".env": `DB_PASSWORD=${key}\n` }],
    ["a value of .env that names a file", { ...compose("extends: {file: $F, service: b}"), ".env": `F=${key}\n` }],
    ["what follows a dollar in an env file", { ".env": `DB_PASSWORD=Xk9pcRe6jYw2mPq$${key}\n` }],
    [
      "what follows a dollar in a bake file",
      { "docker-bake.json": `{"target": {"a": {"args": {"DB_PASSWORD": "Xk9pcRe6jYw2mPq$${key}"}}}}` },
    ],
    ["userinfo with a slash", { "compose.yaml": `include: ["https://user:pa/${key}@host.example/x.git"]\n` }],
    ["userinfo without a scheme", { "compose.yaml": `include: ["user:${key}@host:x.git"]\n` }],
    [
      "userinfo in COMPOSE_FILE",
      { ".env": `COMPOSE_FILE=https://oauth2:${key}@h/x\n`, "compose.yaml": "services: {}\n" },
    ],
    ["a line end that is missing", { ".env": `DB_PASSWORD=${key}API_TOKEN=aB3dE5gH7jK9mN1p\n` }],
    ["a name inside a value", { ".env": `SETTINGS="${key}PASSWORD=hunter2zzQQ99"\n` }],
    ["a kind of key inside a value", { ".env": `SETTINGS="a secret_${key.toLowerCase()}_KEY=hunter2zzQQ99"\n` }],
    ["lines of Base64", { ".env": `CERT=MIIB\n  ${key}SecretToken=\n- ${key}==\n` }],
    [
      "what a command uses behind a dollar",
      {
        "compose.yaml": `services:\n  db:\n    image: postgres:16\n    command: prog --password=\${X:-$${key}}\n    environment:\n      POSTGRES_PASSWORD: postgres://app:x$${key}@db/app\n    environment:\n      POSTGRES_PASSWORD: ${key}\n`,
      },
    ],
    ["a brace that is not closed", { "compose.yaml": `services: {}\ninclude:\n  - \${X:-\${Y:-./${key}\n` }],
    [
      "userinfo with a quote",
      {
        ".gitlab-ci.yml": `svc:\n  services:\n    - name: u:${key}"@registry.example/x@sha256:0123\n      variables:\n        POSTGRES_PASSWORD: =${key}\n  script: [prog]\n`,
      },
    ],
    ["what follows a name that is none", { "run.sh": `export DB_PASSWORD = ${key}password=hunter2zzQQ99\n` }],
    [
      "a comment that became part of a path",
      compose(`volumes: [{type: bind, source: ./x, target: "/run/secrets/x# ${key}"}]`),
    ],
    [
      "a string of HCL that is not closed",
      {
        "docker-bake.hcl": `target "app" {\n  args = {\n    NPM_TOKEN = "FOO\n=${key}DB_PASSWORD=aB3dE5gH7jK9mN1p"\n  }\n}\n`,
      },
    ],
    ["the fallback of a name", swarm(`name: \${X:-${key}}`)],
    ["a target and an owner", compose(`secrets: [{source: a, target: ${key}, uid: ${key}}, {source: a, mode: 0400}]`)],
    [
      "the word after a forgotten argument",
      { "run.sh": `docker run -e A_TOKEN=aB3dE5gH7jK9mN1p -e POSTGRES_PASSWORD ${word} postgres:16\n` },
    ],
  ])("of %s", async (_, files) => {
    for (let nth = 0; nth < 7; nth++) expect(await leakOfRun({ files, canary: key }, nth)).toBeUndefined();
    for (let nth = 0; nth < 7; nth++) expect(await leakOfRun({ files, canary: word }, nth)).toBeUndefined();
  });

  it.each([
    ["explain", [key]],
    ["images", [`u:${key}@registry.example/x`]],
    ["an unknown command", [key]],
    ["a severity", ["lint", "--fail-on", key]],
    ["an address", ["audit", "-H", `ssh://u:p@ss/${key}@127.0.0.1:1`]],
    ["an address that is none", ["audit", "-H", `tcp://u:${key}@127.0.0.1:1`]],
    ["a context", ["audit", "--context", key]],
  ])("of %s on the command line", async (first, words) => {
    const cwd = folderWith({});
    const { stdout, stderr } = await runCli(first === "explain" || first === "images" ? [first, ...words] : words, {
      cwd,
    });
    expect(stderr).not.toBe("");
    expect(leakOf(key, stdout + stderr)).toBeUndefined();
  });

  it("a piece of six letters is a leak, in any case", () => {
    expect(leakOf("GkQjvWxzhMn", "`…gkqjvw…`")).toBeDefined();
    expect(leakOf("GkQjvWxzhMn", "`…gkqjv…`")).toBeUndefined();
    expect(leakOf("GkQjvWxzhMn", `Basic ${btoa("GkQjvWxzhMn")}`)).toBeDefined();
  });
});

function compose(service: string): Record<string, string> {
  return { "compose.yaml": `services:\n  a:\n    ${service}\nsecrets: {a: {file: ./a}}\n` };
}

function swarm(secret: string): Record<string, string> {
  return {
    "stack.yaml": `services: {a: {image: x, deploy: {}, secrets: [a]}}\nsecrets: {a: {external: true, ${secret}}}\n`,
  };
}
