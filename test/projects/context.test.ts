import { describe, expect, it } from "vitest";
import type { FileAt, Gap, Link } from "../../src/facts/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import type { Workspace } from "../../src/inputs/workspace.ts";
import { lint, loadFacts } from "../../src/pipeline/lint.ts";
import { createJudge } from "../../src/rules/judge.ts";

const key = "-----BEGIN PRIVATE " + "KEY-----\ncanary\n";
const from = "FROM alpine:3.20\n";
const copyAll = `${from}COPY . /app/\n`;

async function seen(files: Readonly<Record<string, string>>, change: Partial<Workspace> = {}) {
  const { sightings } = await loadFacts({ ...memoryWorkspace(files), ...change });
  const facts = sightings.flatMap((sighting) => sighting.facts).filter(({ subject }) => subject.startsWith("context:"));
  return {
    files: facts.filter((fact): fact is FileAt => fact.kind === "file"),
    gaps: facts.filter((fact): fact is Gap => fact.kind === "gap"),
    links: sightings.flatMap((sighting) => sighting.links),
    subjects: sightings.flatMap((sighting) => sighting.subjects),
  };
}

const service = (build: string, dockerfile?: string, target?: string) =>
  `services:\n  web:\n    build:\n      context: ${build}\n${dockerfile ? `      dockerfile: ${dockerfile}\n` : ""}${target ? `      target: ${target}\n` : ""}`;

describe("which folder a Dockerfile is built in", () => {
  const rows: Record<string, { files: Record<string, string>; found: string[] }> = {
    "its own": { files: { "a/Dockerfile": copyAll, "a/.env": key, ".env": key }, found: ["a/.env"] },
    "the root for a Dockerfile of the root": { files: { Dockerfile: copyAll, ".env": key }, found: [".env"] },
    "the one that has what it copies": {
      files: {
        "a/b/Dockerfile": `${from}COPY x.json y.json ./\nCOPY . .\n`,
        "a/x.json": "",
        "y.json": "",
        "x.json": "",
        ".env": key,
      },
      found: [".env"],
    },
    "its own, where both have it": {
      files: { "a/Dockerfile": `${from}COPY x.json ./\nCOPY . .\n`, "a/x.json": "", "x.json": "", ".env": key },
      found: [],
    },
    "what a service says": {
      files: {
        "deploy/compose.yaml": service("..", "docker/web.Dockerfile"),
        "docker/web.Dockerfile": copyAll,
        ".env": key,
        "docker/.env": "",
      },
      found: [".env", "docker/.env"],
    },
    "what two services say": {
      files: {
        "compose.yaml": `${service("a", "../Dockerfile")}  api:\n    build: {context: ./b/, dockerfile: ../Dockerfile}\n`,
        Dockerfile: copyAll,
        "a/.env": key,
        "b/.env": key,
        ".env": key,
      },
      found: ["a/.env", "b/.env"],
    },
    "the value of a variable in the .env beside the compose file": {
      files: { "compose.yaml": service("${DIR}"), ".env": "DIR=a\n", "a/Dockerfile": copyAll, "a/.env": key },
      found: ["a/.env"],
    },
    "the usual value of a variable": {
      files: { "compose.yaml": service("${DIR:-a}"), "a/Dockerfile": copyAll, "a/.env": key },
      found: ["a/.env"],
    },
    "a service that is built elsewhere": {
      files: { "compose.yaml": service("https://git.example.net/x.git"), Dockerfile: copyAll, ".env": key },
      found: [".env"],
    },
  };
  for (const [title, { files, found }] of Object.entries(rows)) {
    it(title, async () => expect((await seen(files)).files.map(({ place }) => place.file)).toEqual(found));
  }
});

describe("contexts with names of their own", () => {
  const named = (contexts: string) =>
    `${service(".")}      additional_contexts:\n${contexts.replace(/^/gm, "        ")}\n`;
  const copyShared = `${from}COPY --from=shared . /shared/\n`;

  it.each(["shared: ./common", "- shared=./common"])("are read: %s", async (contexts) => {
    const files = { "compose.yaml": named(contexts), Dockerfile: copyShared, "common/tls.key": key, "tls.key": key };
    const { files: found, subjects } = await seen(files);
    expect(found.map(({ subject, path, place }) => [subject, path, place.file])).toEqual([
      ["context:Dockerfile#shared", "tls.key", "common/tls.key"],
    ]);
    expect(subjects.find(({ id }) => id === "context:Dockerfile#shared")?.place.file).toBe("common/.dockerignore");
  });

  it("have an ignore file of their own", async () => {
    const files = { "compose.yaml": named("shared: ./common"), Dockerfile: copyShared, "common/tls.key": key };
    expect((await seen({ ...files, "common/.dockerignore": "*.key\n" })).files).toEqual([]);
    expect((await seen({ ...files, ".dockerignore": "*.key\n" })).files).toHaveLength(1);
  });

  it("are found wherever the rule asks", async () => {
    const files = { "compose.yaml": named("shared: ./common"), Dockerfile: copyShared, "common/tls.key": key };
    const { findings } = await lint(memoryWorkspace(files));
    expect(findings.map(({ rule, file, key: about, paste }) => [rule, file, about, paste[0]])).toEqual([
      ["secret-in-layer", "Dockerfile", "tls.key", "echo tls.key >> common/.dockerignore"],
    ]);
  });

  it("can be what another service builds", async () => {
    const contexts = "base: service:db";
    const files = {
      "compose.yaml": `${named(contexts)}  db:\n    build: ./db\n`,
      Dockerfile: "FROM base\nRUN true\n",
      "db/Dockerfile": "FROM postgres:16\n",
    };
    const { links } = await seen(files);
    expect(links).toContainEqual({ from: "stage:Dockerfile#0", to: "stage:db/Dockerfile#0", because: "built-from" });
  });

  it("that are not there are reported", async () => {
    const why = async (contexts: string) =>
      (await lint(memoryWorkspace({ "compose.yaml": named(contexts), Dockerfile: from }))).gaps.map((gap) => gap.why);
    expect(await why("shared: ./gone")).toEqual(["built with the context shared at ./gone: no such folder"]);
    expect(await why("shared: $GONE/x")).toEqual(["built with the context shared at $GONE/x: a variable in its path"]);
    expect(await why("shared: docker-image://alpine:3.20")).toEqual([]);
    expect(await why("shared: service:db")).toEqual([]);
  });
});

describe("env files", () => {
  it("are found by a variable of the .env beside the compose file", async () => {
    const compose = 'services:\n  web:\n    image: x\n    env_file: "${STAGE}/app.env"\n';
    const files = {
      "a/compose.yaml": compose,
      "a/.env": "STAGE=dev\n",
      "a/dev/app.env": "DB_PASSWORD=orchid-canary\n",
    };
    const { findings, gaps } = await lint(memoryWorkspace(files));
    expect(findings.map(({ file, what }) => [file, what.includes("environment of web")])).toEqual([
      ["a/dev/app.env", true],
    ]);
    expect(gaps).toEqual([]);
    const { gaps: unknown } = await lint(memoryWorkspace({ "a/compose.yaml": compose }));
    expect(unknown.map(({ why }) => why)).toEqual(["env_file with a variable in its path: not read"]);
  });
});

describe("links", () => {
  const linked = (links: readonly Link[], because: Link["because"]) =>
    links.filter((link) => link.because === because).map(({ from: start, to }) => `${start} -> ${to}`);
  const stages = "FROM alpine AS base\nCOPY . .\nFROM base AS Web\nFROM base\nCOPY x .\n";

  it("join a service with the stage it wants, or the last one", async () => {
    const { links } = await seen({ "compose.yaml": service("."), Dockerfile: stages });
    expect(linked(links, "build-section")).toEqual(["service:compose.yaml#web -> stage:Dockerfile#2"]);
    const wanted = await seen({ "compose.yaml": service(".", undefined, "web"), Dockerfile: stages });
    expect(linked(wanted.links, "build-section")).toEqual(["service:compose.yaml#web -> stage:Dockerfile#web"]);
    const unknown = await seen({ "compose.yaml": service(".", undefined, "gone"), Dockerfile: stages });
    expect(linked(unknown.links, "build-section")).toEqual([]);
  });

  it("join the stages that copy from the context with it", async () => {
    const { links, subjects } = await seen({ "a/Dockerfile": stages });
    expect(linked(links, "build-context")).toEqual([
      "stage:a/Dockerfile#base -> context:a/Dockerfile",
      "stage:a/Dockerfile#2 -> context:a/Dockerfile",
    ]);
    expect(subjects.find(({ id }) => id.startsWith("context:"))?.place.file).toBe("a/.dockerignore");
  });
});

describe("what is listed", () => {
  it("is what the copies reach, and no more", async () => {
    const asked: string[] = [];
    const files = {
      Dockerfile: `${from}COPY --chown=1:1 a b/*.key /x\nCOPY --from=base / /\n`,
      "a/1.key": key,
      "b/2.key": key,
    };
    const memory = memoryWorkspace(files);
    const filesBelow: Workspace["filesBelow"] = (folder, limit) => {
      asked.push(folder);
      return memory.filesBelow(folder, limit);
    };
    expect((await seen(files, { filesBelow })).files.map(({ path }) => path)).toEqual(["a/1.key", "b/2.key"]);
    expect(asked.slice(0, 2)).toEqual(["a", "b"]);
  });

  it("leaves a gap where it could not be listed whole", async () => {
    const { gaps } = await seen({ Dockerfile: copyAll }, { filesBelow: () => ({ paths: [".env"], complete: false }) });
    expect(gaps).toMatchObject([{ about: ["file"], why: "its build context could not be listed whole" }]);
    const outside = await seen(
      { "compose.yaml": service("..", "x/Dockerfile"), "../x/Dockerfile": copyAll },
      {
        filesBelow: () => ({ paths: [], complete: false }),
      },
    );
    expect(outside.gaps).toMatchObject([{ why: "its build context is outside of the folder that is checked" }]);
  });
});

describe("a look inside", () => {
  const token = "lantern-808-canary";
  const rows: readonly (readonly [path: string, text: string, holds: FileAt["holds"]])[] = [
    ["a.key", key, "secret"],
    ["a.pem", `-----BEGIN RSA PRIVATE ${"KEY"}-----\n`, "secret"],
    ["a.ppk", `PuTTY-User-Key-File-3: ssh-ed25519\n`, "secret"],
    ["a.key", "-----BEGIN CERTIFICATE-----\n", "no-secret"],
    ["both.pem", `-----BEGIN CERTIFICATE-----\n${key}`, "secret"],
    ["a.key", "\u0001\u0002", "unknown"],
    ["id_rsa", " \n", "no-secret"],
    [".npmrc", `//npm.example.net/:_authToken=${token}\n`, "secret"],
    [".npmrc", `_password = "${token}"\n`, "secret"],
    [".npmrc", "//npm.example.net/:_authToken=${NPM_TOKEN}\nregistry=https://npm.example.net\n", "no-secret"],
    [".yarnrc.yml", `npmAuthToken: "${token}"\n`, "secret"],
    [".yarnrc.yml", "nodeLinker: node-modules\n", "no-secret"],
    [".netrc", `machine example.net login ci password ${token}\n`, "secret"],
    [".netrc", "machine example.net login ci password $TOKEN\n", "no-secret"],
    ["settings.xml", `<server><password>${token}</password></server>`, "secret"],
    ["settings.xml", "<server><password>${env.TOKEN}</password></server>", "no-secret"],
    ["nuget.config", `<add key="ClearTextPassword" value="${token}" />`, "secret"],
    ["nuget.config", `<add key="ClearTextPassword" value="%TOKEN%" />`, "no-secret"],
    ["auth.json", `{"github-oauth": {"github.com": "${token}"}}`, "secret"],
    ["auth.json", "{}", "no-secret"],
    [".bundle/config", `BUNDLE_GEMS__EXAMPLE__NET: "${token}"\n`, "secret"],
    [".bundle/config", `BUNDLE_PATH: "vendor"\n`, "no-secret"],
    ["pip.conf", `index-url = https://ci:${token}@pypi.example.net/simple\n`, "secret"],
    ["pip.conf", "index-url = https://pypi.example.net/simple\n", "no-secret"],
    [".my.cnf", `[client]\npassword=${token}\n`, "secret"],
    [".env", `DB_PASSWORD=${token}\n`, "secret"],
    [
      ".env",
      "DB_PASSWORD=<your-password>\nPORT=80\nDEBUG=true\nHOME_PAGE=https://example.net\nDATA=./data\nX=${Y}\nE=\n",
      "no-secret",
    ],
    ["prod.env", "APP_NAME=shop\n", "no-secret"],
    ["prod.env", "APP_SEED=quartzite\n", "unknown"],
    ["secrets.yaml", `db_password: ${token}\n`, "secret"],
    ["secrets.yaml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n", "no-secret"],
    ["secrets.yaml", "db: ENC[x]\nsops:\n  age: []\n", "no-secret"],
    ["secrets.yml", "production:\n  key_base: {{ KEY }}\ntest:\n  key_base: test\n", "no-secret"],
    ["secrets.yaml", "{{- if .x }}\ndb_password: {{ .Values.password }}\n{{- end }}\n", "no-secret"],
    ["secrets.yaml", "words: here\n", "unknown"],
    ["db_password.txt", `${token}\n`, "secret"],
    ["db_password.txt", "<your-password>\n", "no-secret"],
    ["db_password.txt", "Ask the administrator.\n", "unknown"],
  ];
  for (const [path, text, holds] of rows) {
    it(`${path} ${JSON.stringify(text.slice(0, 40))}`, async () => {
      const { files } = await seen({ Dockerfile: copyAll, [path]: text });
      expect(createJudge().judgeFiles(files)).toMatchObject([{ path, holds }]);
    });
  }

  it("does not reach what cannot be read", async () => {
    const files = { Dockerfile: copyAll, "a.key": key };
    const { read } = memoryWorkspace(files);
    const closed: Workspace["read"] = (path) =>
      path === "a.key" ? { gap: "permission denied", code: "unreadable" } : read(path);
    expect((await seen(files, { read: closed })).files).toMatchObject([{ holds: "unknown" }]);
  });
});

describe("env files that a compose file names", () => {
  const compose = "services:\n  web:\n    image: x\n    env_file: [config/web, ../outside, gone]\n";

  it("are read whatever they are called", async () => {
    const { scanned, sightings } = await loadFacts(
      memoryWorkspace({ "compose.yaml": compose, "config/web": "A=1\n", "../outside": "A=1\n" }),
    );
    expect(scanned).toEqual({ "compose file": 1, "env file": 1 });
    expect(sightings.flatMap(({ subjects }) => subjects.map(({ id }) => id))).toContain("env-file:config/web");
  });

  it("say whether git tracks them", async () => {
    const { sightings } = await loadFacts(
      memoryWorkspace({ "compose.yaml": compose, "config/web": "A=1\n", ".env": "A=1\n" }, new Set([".env"])),
    );
    const tracked = sightings.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.kind === "file" ? [[fact.path, fact.tracked]] : [])),
    );
    expect(tracked).toEqual([
      [".env", true],
      ["config/web", false],
    ]);
  });
});
