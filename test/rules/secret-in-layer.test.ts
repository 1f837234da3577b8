import { describe, expect, it } from "vitest";
import { Sealed } from "../../src/facts/sealed.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { secretInLayer } from "../../src/rules/secret-in-layer.ts";
import { ruleTable } from "../support/rule-table.ts";

const from = "FROM node:22\n";
const key = "-----BEGIN EC PRIVATE " + "KEY-----\ncanary\n";
const certificate = "-----BEGIN CERTIFICATE-----\ncanary\n";
const secretEnv = "DB_PASSWORD=lantern-808-canary\n";
const npmAuth = "//npm.example.net/:_authToken=lantern-808-canary\n";

ruleTable(secretInLayer, {
  "a private key, by name": {
    files: { Dockerfile: `${from}COPY «id_rsa» /root/.ssh/id_rsa\n` },
    says: "build",
    severity: "high",
    key: "id_rsa",
  },
  "an env file, by name": {
    files: { Dockerfile: `${from}COPY «.env» /app/.env\n` },
    says: "run",
    severity: "high",
    key: ".env",
  },
  "one of several sources": {
    files: { Dockerfile: `${from}COPY package.json «./certs/tls.key» ./\n` },
    says: "run",
    key: "./certs/tls.key",
  },
  "in the JSON form": { files: { Dockerfile: `${from}COPY [«".netrc"», "/root/"]\n` }, says: "build" },
  "by ADD": { files: { Dockerfile: `${from}ADD «service-account.json» /app/\n` }, says: "run" },
  "npm's credentials that nobody can see weigh less": {
    files: { Dockerfile: `${from}COPY «.npmrc» ./\n` },
    says: "build",
    severity: "medium",
  },
  "npm's credentials that hold a token": {
    files: { Dockerfile: `${from}COPY «.npmrc» ./\n`, ".npmrc": npmAuth },
    says: "build",
    severity: "high",
  },
  "npm's settings": {
    files: { Dockerfile: `${from}COPY .npmrc ./\n`, ".npmrc": "engine-strict=true\n" },
    says: "quiet",
  },
  "npm's settings, by a longer way": {
    files: { Dockerfile: `${from}COPY ./web/../.npmrc ./\n`, ".npmrc": "engine-strict=true\n" },
    says: "quiet",
  },
  "out of another stage, where two files could be it": {
    files: {
      Dockerfile: `FROM node:22 AS build\nCOPY . /app/\nFROM node:22\nCOPY --from=build «/app/a/.npmrc» ./\n`,
      "a/.npmrc": "engine-strict=true\n",
      "b/.npmrc": "engine-strict=true\n",
    },
    says: "stage",
    severity: "medium",
  },
  "a token by reference": {
    files: { Dockerfile: `${from}COPY .npmrc ./\n`, ".npmrc": "//npm.example.net/:_authToken=${NPM_TOKEN}\n" },
    says: "quiet",
  },
  "an env file that holds no secret, by name": {
    files: { Dockerfile: `${from}COPY «.env» ./\n`, ".env": "PORT=80\n" },
    says: "run",
    severity: "low",
  },
  "a public half": { files: { Dockerfile: `${from}COPY id_rsa.pub /root/.ssh/authorized_keys\n` }, says: "quiet" },
  "public certificates": {
    files: { Dockerfile: `${from}COPY ca.pem cert.pem tls.crt fullchain.pem /etc/ssl/\n` },
    says: "quiet",
  },
  "a certificate in a file called key": {
    files: { Dockerfile: `${from}COPY site.key ./\n`, "site.key": certificate },
    says: "quiet",
  },
  "a template": { files: { Dockerfile: `${from}COPY .env.example ./.env\n` }, says: "quiet" },
  "an encrypted file": {
    files: { Dockerfile: `${from}COPY . .\n`, "secrets.yaml": "db: ENC[AES256_GCM,data:canary]\nsops:\n  age: []\n" },
    says: "quiet",
  },
  "the context holds an env file with a secret": {
    files: { Dockerfile: `${from}COPY «.» .\n`, ".env": secretEnv },
    says: "context",
    severity: "high",
    key: ".env",
  },
  "the context holds an env file with something in it that may be one": {
    files: { Dockerfile: `${from}COPY «.» .\n`, ".env": "APP_SEED=quartzite\n" },
    says: "context",
    severity: "low",
  },
  "the context holds an env file with settings": {
    files: { Dockerfile: `${from}COPY . .\n`, ".env": "APP_NAME=shop\n" },
    says: "quiet",
  },
  "the context holds an env file with switches": {
    files: { Dockerfile: `${from}COPY . .\n`, ".env": "PORT=80\n" },
    says: "quiet",
  },
  "a folder of the context holds a key": {
    files: {
      Dockerfile: `${from}COPY src /srv\nCOPY «certs/» /etc/ssl/\n`,
      "certs/a/server.key": key,
      "src/index.js": "",
    },
    says: "context",
    key: "certs/a/server.key",
  },
  "a folder beside the copied one holds a key": {
    files: { Dockerfile: `${from}COPY src /srv\n`, "certs/server.key": key, "src/index.js": "" },
    says: "quiet",
  },
  "a pattern takes a key": {
    files: { Dockerfile: `${from}COPY «certs/*.pem» /etc/ssl/\n`, "certs/site.pem": key, "certs/ca.pem": certificate },
    says: "context",
    key: "certs/site.pem",
  },
  "a pattern takes no key": {
    files: { Dockerfile: `${from}COPY certs/*.crt package*.json ./\n`, "certs/server.key": key },
    says: "quiet",
  },
  "a key among the files of any .pem": {
    files: { Dockerfile: `${from}COPY . .\n`, "a.pem": certificate },
    says: "quiet",
  },
  "an ignored file": {
    files: { Dockerfile: `${from}COPY . .\n`, ".env": secretEnv, ".dockerignore": "**/.env*\n" },
    says: "quiet",
  },
  "a re-included file": {
    files: {
      Dockerfile: `${from}COPY «.» .\n`,
      ".env": secretEnv,
      ".env.prod": secretEnv,
      ".dockerignore": ".env*\n!.env.prod\n",
    },
    says: "context",
    key: ".env.prod",
  },
  "an ignore file of the Dockerfile's own": {
    files: {
      "api.Dockerfile": `${from}COPY . .\n`,
      "api.Dockerfile.dockerignore": ".env\n",
      "web.Dockerfile": `${from}COPY «.» .\n`,
      ".env": secretEnv,
    },
    says: "context",
  },
  "the context that a service names": {
    files: {
      "compose.yaml": "services:\n  api:\n    build:\n      context: .\n      dockerfile: docker/api.Dockerfile\n",
      "docker/api.Dockerfile": `${from}COPY «.» .\n`,
      ".env.prod": secretEnv,
    },
    says: "context",
    key: ".env.prod",
  },
  "not the context that a service names": {
    files: {
      "compose.yaml": "services:\n  api:\n    build: ./api\n",
      "api/Dockerfile": `${from}COPY . .\n`,
      ".env": secretEnv,
    },
    says: "quiet",
  },
  "the root, where only that has what is copied": {
    files: {
      "docker/Dockerfile": `${from}COPY package.json ./\nCOPY «.» .\n`,
      "package.json": "{}",
      "api/tls.key": key,
    },
    says: "context",
    key: "api/tls.key",
  },
  "a stage that stays after": {
    files: {
      Dockerfile: `FROM node:22 AS build\nCOPY «id_rsa» /root/.ssh/\nFROM node:22\nCOPY --from=build /app/dist /app\n`,
    },
    says: "left-behind",
    severity: "medium",
  },
  "the context of a stage that stays after": {
    files: {
      Dockerfile: `FROM node:22 AS build\nCOPY «.» /app/\nFROM node:22\nCOPY --from=build /app/dist /app\n`,
      ".env": secretEnv,
    },
    says: "context-left-behind",
    severity: "low",
  },
  "a folder that is copied on with it": {
    files: {
      Dockerfile: `FROM node:22 AS build\nCOPY «.» /app/\nFROM node:22\nCOPY --from=build /app /app\n`,
      ".env": secretEnv,
    },
    says: "context",
    severity: "high",
  },
  "removed before the folder is copied on": {
    files: {
      Dockerfile: `FROM node:22 AS build\nCOPY «.» /app/\nRUN rm /app/.env\nFROM node:22\nCOPY --from=build /app /app\n`,
      ".env": secretEnv,
    },
    says: "context-left-behind",
  },
  "the stage it is built FROM": {
    files: { Dockerfile: `FROM node:22 AS base\nCOPY «id_rsa» /root/.ssh/\nFROM base\nRUN true\n` },
    says: "build",
    severity: "high",
  },
  "taken out of another stage": {
    files: {
      Dockerfile: `FROM node:22 AS build\nRUN --mount=type=secret,id=n,target=/root/.npmrc npm ci\nFROM node:22\nCOPY --from=build «/root/.npmrc» /root/.npmrc\n`,
    },
    says: "stage",
    severity: "medium",
  },
  "taken out of an image of others": {
    files: { Dockerfile: `${from}COPY --from=registry.example.net/certs:1 /tls.key /tls.key\n` },
    says: "quiet",
  },
  "removed in a later layer": {
    files: { Dockerfile: `${from}COPY id_rsa /root/.ssh/\nRUN rm -rf /root/.ssh\n` },
    says: "quiet",
  },
  "once for two copies and two stages": {
    files: {
      Dockerfile: `FROM node:22 AS dev\nCOPY . /dev\nFROM node:22\nCOPY conf /conf\nCOPY «.» /app\nCOPY . /again\n`,
      ".env": secretEnv,
    },
    says: "context",
  },
  "by name, and not again by its folder": {
    files: { Dockerfile: `${from}COPY . /app/\nCOPY «.env» /app/\n`, ".env": secretEnv },
    says: "run",
  },
  "many keys of one folder": {
    files: {
      Dockerfile: `${from}COPY «.» .\n`,
      "a/1.pem": key,
      "a/2.pem": key,
      "a/3.pem": key,
      "a/.env.prod": secretEnv,
      ".dockerignore": "b/",
      "b/1.pem": key,
    },
    says: "context",
    key: "a/",
    severity: "high",
  },
  "under a secret's name": {
    files: { Dockerfile: `${from}COPY «keys/deploy» /root/.ssh/id_rsa\n` },
    says: "build",
    severity: "medium",
  },
  "under a secret's name, where it can be seen": {
    files: { Dockerfile: `${from}COPY keys/deploy /root/.ssh/id_rsa\n`, "keys/deploy": certificate },
    says: "quiet",
  },
  "a template under a secret's name": { files: { Dockerfile: `${from}COPY .env.example .env\n` }, says: "quiet" },
  "translations of a log-in form": {
    files: { Dockerfile: `${from}COPY . /app\n`, "locales/de/auth.json": '{"login": {"password": "Passwort"}}\n' },
    says: "quiet",
  },
  "Composer's credentials, in the context": {
    files: {
      Dockerfile: `${from}COPY «.» /app\n`,
      "auth.json": '{"http-basic": {"repo.example.net": {"username": "a", "password": "lantern-808-canary"}}}\n',
    },
    says: "context",
  },
  "settings in the context that give nothing away": {
    files: { Dockerfile: `${from}COPY . /app\n`, "web/dev.env": "REGION=somewhere\n" },
    says: "quiet",
  },
  "a folder of secrets that nobody can see": {
    files: { Dockerfile: `${from}COPY «secrets/» /srv/secrets/\nCOPY «.ssh» /root/.ssh\n` },
    says: ["run", "build"],
    severity: "medium",
  },
  "a folder of secrets with something else in it": {
    files: { Dockerfile: `${from}COPY secrets /srv/\n`, "secrets/index.js": "" },
    says: "quiet",
  },
  "a folder of secrets that holds only a note on what belongs there": {
    files: { Dockerfile: `${from}COPY «secrets» /srv/\n`, "secrets/README.md": "", "secrets/.gitignore": "*\n" },
    says: "run",
    severity: "medium",
    key: "secrets",
  },
  "a folder of secrets with a secret in it": {
    files: { Dockerfile: `${from}COPY «secrets» /srv/\n`, "secrets/tls.key": key },
    says: "context",
    key: "secrets/tls.key",
  },
  "out of another stage, where the file can be seen": {
    files: {
      Dockerfile: `FROM node:22 AS build\nCOPY . /app/\nFROM node:22\nCOPY --from=build «/app/.env» ./\nCOPY --from=build /app/.npmrc ./\n`,
      ".env": "NAME=x\n",
      ".npmrc": "engine-strict=true\n",
    },
    says: "stage",
    severity: "low",
  },
  "a variable in the way": {
    files: { Dockerfile: `${from}ARG DIR\nCOPY \${DIR} .\nCOPY «\${DIR}/id_rsa» /root/.ssh/\n` },
    says: "build",
  },
});

describe("what it says", () => {
  const found = async (files: Record<string, string>, ...more: Parameters<JudgedWorld["sources"]>[0][]) => {
    const { sightings } = await loadFacts(memoryWorkspace(files));
    for (const subject of more) {
      const place = { in: "text", file: "Dockerfile", span: [0, 0], statement: [0, 0] } as const;
      const value = [{ is: "literal", text: new Sealed("/app"), span: [0, 0] }] as const;
      const setting = { kind: "setting", key: "workdir", subject, place, seen: "declared", order: -1, value } as const;
      sightings.push({ facts: [setting], subjects: [], links: [] });
    }
    return applyRules([secretInLayer], new JudgedWorld(sightings));
  };

  it("names the ignore file that holds, relative to the context", async () => {
    const [finding] = await found({
      "compose.yaml": "services:\n  web:\n    build: {context: app}\n",
      "app/Dockerfile": `${from}COPY . .\n`,
      "app/.env": secretEnv,
    });
    expect(finding?.paste).toEqual(["echo .env >> app/.dockerignore"]);
    expect(finding?.related.map(({ at }) => at.file)).toEqual(["app/.env"]);
    const [own] = await found({ Dockerfile: `${from}COPY . .\n`, "Dockerfile.dockerignore": "", "a/tls.key": key });
    expect(own?.paste).toEqual(["echo a/tls.key >> Dockerfile.dockerignore"]);
  });

  it("names the service to grant it to", async () => {
    const [finding] = await found({
      "compose.yaml": "services:\n  web:\n    build: app\n",
      "app/Dockerfile": `${from}COPY tls.key /etc/\n`,
      "app/tls.key": key,
    });
    expect(finding?.paste).toEqual([
      "services: {web: {secrets: [tls_key]}}",
      "secrets:  {tls_key: {file: ./app/tls.key}}",
    ]);
  });

  it("holds a file in a test's folder for an example", async () => {
    const files = { Dockerfile: `${from}COPY . .\n`, "test/tls.key": key, "tls.key": key };
    expect((await found(files)).map(({ key: path, example }) => [path, example])).toEqual([
      ["test/tls.key", true],
      ["tls.key", false],
    ]);
  });

  it("knows where a relative target is when it knows the working folder", async () => {
    const files = {
      Dockerfile: `FROM node:22 AS build\nCOPY . .\nFROM node:22\nCOPY --from=build /app /srv\n`,
      ".env": secretEnv,
    };
    expect((await found(files, "stage:Dockerfile#build")).map(({ say }) => say)).toEqual(["context"]);
    const elsewhere = { ...files, Dockerfile: files.Dockerfile.replace("/app", "/other") };
    expect((await found(elsewhere, "stage:Dockerfile#build")).map(({ say }) => say)).toEqual(["context-left-behind"]);
  });
});
