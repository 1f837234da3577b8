import { describe, expect, it } from "vitest";
import { type Config, defaultConfig } from "../../src/config/config.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";

type Files = Readonly<Record<string, string>>;

const only = ["file-variable-available", "secret-file-exposed", "secret-file-malformed", "secret-not-versioned"];
const quiet = Object.fromEntries(only.map((id) => [id, "off" as const]));

async function run(files: Files, config: Partial<Config> = {}) {
  return (await lint(memoryWorkspace(files), { ...defaultConfig, rules: quiet, ...config })).findings;
}
const told = async (files: Files) => (await run(files)).map(({ rule, file, key }) => `${rule} ${file} ${key}`);
const db = (body: string, top = "") =>
  `services:\n  db:\n    image: postgres:16\n${body.replace(/^/gm, "    ")}\n${top}`;
const over = (body: string, top = "") => `services:\n  db:\n${body.replace(/^/gm, "    ")}\n${top}`;
const secrets = "secrets:\n  pg:\n    file: ./pg\n";
const fileVariable = "environment:\n  POSTGRES_PASSWORD_FILE: /run/secrets/pg";

describe("a project is judged as Compose puts it together", () => {
  const rows: Record<string, { files: Files; says: string[] }> = {
    "a definition that is included": {
      files: { "compose.yaml": db("secrets: [pg]", "include: [more/secrets.yaml]\n"), "more/secrets.yaml": secrets },
      says: [],
    },
    "a grant in the file that is laid over": {
      files: { "compose.yaml": db(fileVariable, secrets), "compose.override.yaml": over("secrets: [pg]") },
      says: [],
    },
    "a grant of the service that is extended": {
      files: {
        "compose.yaml": `services:\n  db:\n    extends: {file: base/common.yaml, service: base}\n    image: postgres:16\n    ${fileVariable.replace(/\n/g, "\n    ")}\n${secrets}`,
        "base/common.yaml": "services:\n  base:\n    image: x\n    secrets: [pg]\n",
      },
      says: [],
    },
    "the plain variable below, the file variable above": {
      files: {
        "compose.yaml": db("environment:\n  POSTGRES_PASSWORD: ${PW}"),
        "compose.override.yaml": over(`${fileVariable}\nsecrets: [pg]`, secrets),
      },
      says: ["file-variable-conflict compose.override.yaml POSTGRES_PASSWORD_FILE"],
    },
    "the plain variable is taken away": {
      files: {
        "compose.yaml": db("environment:\n  POSTGRES_PASSWORD: ${PW}"),
        "compose.override.yaml": over(
          "environment:\n  POSTGRES_PASSWORD: !reset null\n  POSTGRES_PASSWORD_FILE: /run/secrets/pg\nsecrets: [pg]",
          secrets,
        ),
      },
      says: [],
    },
    "the image of the file below": {
      files: {
        "compose.yaml": "services:\n  cache:\n    image: redis:7\n",
        "compose.override.yaml":
          "services:\n  cache:\n    environment:\n      REDIS_PASSWORD_FILE: /run/secrets/pg\n    secrets: [pg]\n" +
          secrets,
      },
      says: ["file-variable-unsupported compose.override.yaml REDIS_PASSWORD_FILE"],
    },
    "a command in the file above may read it": {
      files: {
        "compose.yaml":
          "services:\n  cache:\n    image: redis:7\n    environment:\n      REDIS_PASSWORD_FILE: /run/secrets/pg\n    secrets: [pg]\n" +
          secrets,
        "compose.override.yaml": "services:\n  cache:\n    command: /start.sh\n",
      },
      says: [],
    },
    "a variable that is set otherwise above": {
      files: {
        "compose.yaml": db("environment:\n  POSTGRES_PASSWORD_FILE: /run/secrets/gone"),
        "compose.override.yaml": over(`${fileVariable}\nsecrets: [pg]`, secrets),
      },
      says: [],
    },
    "a grant that is taken away": {
      files: {
        "compose.yaml": db("secrets: [gone]"),
        "compose.override.yaml": over("secrets: !override [pg]", secrets),
      },
      says: [],
    },
    "one secret granted in two files": {
      files: {
        "compose.yaml": db(
          "secrets:\n  - {source: pg, target: strict, mode: 0400}",
          "secrets:\n  pg_v1:\n  pg:\n    external: true\n",
        ),
        "compose.override.yaml": over("secrets:\n  - {source: pg, target: loose, mode: 0444}"),
      },
      says: ["unused-secret compose.yaml pg_v1", "secret-granted-twice compose.override.yaml pg"],
    },
    "a file beside the usual one that says all of its services itself": {
      files: {
        "compose.yaml": db("environment:\n  POSTGRES_PASSWORD: ${PW}"),
        "docker-stack.yml": db(`${fileVariable}\nsecrets: [pg]`, secrets),
      },
      says: [],
    },
    "a file beside the usual one that says what differs": {
      files: {
        "compose.yaml": db("environment:\n  POSTGRES_PASSWORD: ${PW}"),
        "compose.prod.yaml": over(`${fileVariable}\nsecrets: [pg]`, secrets),
      },
      says: ["file-variable-conflict compose.prod.yaml POSTGRES_PASSWORD_FILE"],
    },
    "one env file for two services, one of which is granted": {
      files: {
        "compose.yaml": `${db("env_file: app.env\nsecrets: [pg]")}  proxy:\n    image: haproxy:3\n    env_file: app.env\n${secrets}`,
        "app.env": "DB_PASSWORD_FILE=/run/secrets/pg\n",
      },
      says: [],
    },
    "the name of a granted secret, for an image that looks it up": {
      files: {
        "compose.yaml": `services:\n  s3:\n    image: minio/minio\n    environment:\n      MINIO_ROOT_PASSWORD_FILE: pg\n    secrets: [pg]\n${secrets}`,
      },
      says: [],
    },
    "a build that is taken away": {
      files: {
        "compose.yaml": "services:\n  a:\n    build: .\n",
        "compose.override.yaml": "services:\n  a:\n    build: !reset null\n    image: x\n",
        Dockerfile: "FROM alpine:3.20\n",
      },
      says: [],
    },
    "a tmpfs in the file above": {
      files: {
        "compose.yaml": db("secrets: [pg]", secrets),
        "compose.override.yaml": over("tmpfs: [/run/secrets/pg]"),
      },
      says: ["secret-mount-shadowed compose.override.yaml /run/secrets/pg"],
    },
  };
  for (const [title, { files, says }] of Object.entries(rows)) {
    it(title, async () => expect((await told(files)).sort()).toEqual([...says].sort()));
  }
});

describe("where a value arrives", () => {
  const related = async (files: Files) =>
    (await run(files)).flatMap(({ rule, relatedRegions }) =>
      relatedRegions.map(({ file, region, note }) => `${rule}: ${file}:${region.startLine} ${note}`),
    );

  it("is reported of a service that others extend", async () => {
    const files = {
      "compose.yaml": "services:\n  api:\n    extends: {file: base.yaml, service: base}\n",
      "base.yaml": "services:\n  base:\n    image: x\n    environment:\n      DB_PASSWORD: orchid-42-canary\n",
    };
    expect(await related(files)).toEqual(["secret-in-env: compose.yaml:2 reaches the service api here"]);
  });

  it("is reported of an anchor that services share", async () => {
    const env = "x-env: &env\n  DB_PASSWORD: orchid-42-canary\n";
    const service = (name: string) => `  ${name}:\n    image: x\n    environment:\n      <<: *env\n`;
    const files = { "compose.yaml": `${env}services:\n${service("api")}${service("jobs")}` };
    expect(await related(files)).toEqual(["secret-in-env: compose.yaml:8 reaches the service jobs here"]);
  });

  it("is reported of an env file", async () => {
    const files = {
      "compose.yaml": "services:\n  api:\n    image: x\n    env_file: app.env\n",
      "app.env": "DB_PASSWORD=orchid-42-canary\n",
    };
    expect(await related(files)).toEqual(["secret-in-env-file: compose.yaml:2 reaches the service api here"]);
  });

  it("is not said of the file that is laid over the service itself", async () => {
    const files = {
      "compose.yaml": db("environment:\n  POSTGRES_PASSWORD: orchid-42-canary"),
      "compose.override.yaml": over("ports: ['1:1']"),
    };
    expect(await related(files)).toEqual([]);
  });
});

describe("what the config says reaches the rules", () => {
  const own = (path: string) => ({
    [path]: "services:\n  shop:\n    image: acme/shop:2\n    environment:\n      SHOP_PASSWORD: orchid-42-canary\n",
  });

  it("an image of its own names its file variable", async () => {
    const family = { image: "acme/shop", kind: "suffix-file", secretVariables: ["SHOP_PASSWORD"] };
    const { ownImage } = await import("../../src/config/own-images.ts");
    const image = ownImage(
      { image: family.image, kind: family.kind, "secret-variables": family.secretVariables },
      ["images", 0],
      { rules: [], at: () => "here" },
    );
    const [with_] = await run(own("compose.yaml"), { images: [image] });
    const [without] = await run(own("compose.yaml"));
    expect(with_?.instead).toContain("SHOP_PASSWORD_FILE");
    expect(without?.instead).not.toContain("SHOP_PASSWORD_FILE");
  });

  it("the image that a Dockerfile of the project is built from counts", async () => {
    const files = {
      "compose.yaml":
        "services:\n  db:\n    build: ./db\n    image: acme/db:1\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary\n",
      "db/Dockerfile": "FROM postgres:16 AS base\nFROM base\nCOPY init.sql /\n",
    };
    const [finding] = await run(files);
    expect(finding?.instead).toContain("POSTGRES_PASSWORD_FILE");
  });

  it("a compose file that the config says a swarm runs is a stack", async () => {
    const files = { "deploy/db.yaml": db("secrets: [pg]", secrets) };
    const rules = (config: Partial<Config>) =>
      run(files, { rules: {}, ...config }).then((all) => all.map(({ rule }) => rule));
    expect(await rules({})).toEqual([]);
    expect(await rules({ swarm: ["deploy/*.yaml"] })).toEqual(["secret-not-versioned"]);
  });
});
