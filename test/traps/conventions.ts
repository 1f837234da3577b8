import { granted, service, type Trap } from "./table.ts";

const from = (name: string, file: string) => `secrets:\n  ${name}:\n    file: ./${file}`;
const variable = (line: string) => `environment:\n  ${line}`;

/** Files and grants in compose files. */
export const conventions: readonly Trap[] = [
  {
    id: "F64",
    why: "the file variable points at a secret that is not granted",
    rule: "file-variable-target",
    files: service("postgres:16", variable("POSTGRES_PASSWORD_FILE: «/run/secrets/pgpw»"), from("pgpw", "pgpw.txt"), {
      "pgpw.txt": "canary",
    }),
  },
  {
    id: "F65",
    why: "both are set",
    rule: "file-variable-conflict",
    files: service(
      "postgres:16",
      `${variable("POSTGRES_PASSWORD: ${PW}")}\n  «POSTGRES_PASSWORD_FILE: /run/secrets/pgpw»\nsecrets: [pgpw]`,
      from("pgpw", "pgpw.txt"),
      { "pgpw.txt": "canary" },
    ),
  },
  {
    id: "F66",
    why: "the path becomes the password",
    rule: "file-variable-literal",
    files: service(
      "postgres:16",
      `${variable("POSTGRES_PASSWORD: «/run/secrets/pgpw»")}\nsecrets: [pgpw]`,
      from("pgpw", "pgpw.txt"),
      { "pgpw.txt": "canary" },
    ),
  },
  {
    id: "F67",
    why: "an image that reads no file variable",
    rule: "file-variable-unsupported",
    files: service(
      "redis:7",
      `${variable("«REDIS_PASSWORD_FILE: /run/secrets/r»")}\nsecrets: [r]`,
      from("r", "r.txt"),
      { "r.txt": "canary" },
    ),
  },
  {
    id: "F68",
    why: "a word too many",
    rule: "file-variable-unsupported",
    files: service(
      "postgres:16",
      `${variable("«POSTGRES_DB_PASSWORD_FILE: /run/secrets/p»")}\nsecrets: [p]`,
      from("p", "p.txt"),
      { "p.txt": "canary" },
    ),
  },
  {
    id: "F69",
    why: "owner and mode of a secret from a file",
    rule: "secret-mode-wrong",
    files: service("postgres:16", 'secrets:\n  - «source: p\n    uid: "999"\n    mode: 0400»', from("p", "p.txt"), {
      "p.txt": "canary",
    }),
  },
  {
    id: "F70",
    why: "granted under another target",
    rule: "file-variable-target",
    files: service(
      "postgres:16",
      `${variable("POSTGRES_PASSWORD_FILE: «/run/secrets/pg»")}\nsecrets:\n  - source: pg\n    target: pgpass`,
      from("pg", "pg.txt"),
      { "pg.txt": "canary" },
    ),
  },
  {
    id: "F71",
    why: "too large",
    rule: "secret-file-malformed",
    files: service("postgres:16", "secrets: [big]", "secrets:\n  «big:\n    file: ./big.bin»", {
      "big.bin": "canary".repeat(100_000),
    }),
  },
  {
    id: "F72",
    why: "no version in a swarm's secret",
    rule: "secret-not-versioned",
    files: service(
      "postgres:16",
      "secrets: [db_password]\ndeploy:\n  replicas: 2",
      "secrets:\n  «db_password:\n    external: true»",
    ),
  },
  {
    id: "F73",
    why: "a private key mounted by hand",
    rule: "secret-bind-mount",
    files: service("example/app:1", "volumes:\n  - «./secrets/id_rsa:/root/.ssh/id_rsa:ro»"),
  },
  {
    id: "F74",
    why: "granted to nobody",
    rule: "unused-secret",
    files: service("postgres:16", variable("LOG: '1'"), "secrets:\n  «old_token:\n    file: ./old.txt»", {
      "old.txt": "canary",
    }),
  },
  {
    id: "a wrapper that expands a secret",
    why: "into an argument, which the process list shows",
    rule: "secret-in-command",
    files: service(
      "redis:7-alpine",
      `${variable("REDIS_PASS_FILE: /run/secrets/redis_pass")}\ncommand: sh -c 'redis-server --requirepass "«$$(cat $$REDIS_PASS_FILE)»"'\nsecrets: [redis_pass]`,
      from("redis_pass", "redis_pass.txt"),
      { "redis_pass.txt": "canary" },
    ),
  },
];

/** The right way, in its variants. */
export const rightWays: readonly Trap[] = [
  { id: "mysql", why: "a file variable", files: granted("mysql:8", "MYSQL_ROOT_PASSWORD_FILE", "root") },
  {
    id: "an image that nobody knows",
    why: "a file variable",
    files: granted("example/app:1", "DB_PASSWORD_FILE", "pg"),
  },
];
