import { fileVariableTarget } from "../../src/rules/file-variable-target.ts";
import { service } from "../support/compose.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const pg = "secrets:\n  pg:\n    file: ./canary.txt\n";
const env = (...lines: string[]) => ["environment:", ...lines.map((line) => `  ${line}`)].join("\n");

ruleTable(fileVariableTarget, {
  "not granted": {
    files: service(env("DB_PASSWORD_FILE: «/run/secrets/pg»"), pg),
    says: "not-granted",
    severity: "high",
  },
  "another one is granted": {
    files: service(`${env("DB_PASSWORD_FILE: «/run/secrets/pg»")}\nsecrets: [other]`, pg),
    says: "not-granted",
    key: "DB_PASSWORD_FILE",
  },
  "not defined either": { files: service(env("DB_PASSWORD_FILE: «/run/secrets/pg»")), says: "not-granted" },
  "granted under another target": {
    files: service(`${env("- DB_PASSWORD_FILE=«/run/secrets/pg»")}\nsecrets:\n  - source: pg\n    target: pgpass`, pg),
    says: "other-target",
  },
  "granted under an absolute target": {
    files: service(`${env("DB_PASSWORD_FILE: «/run/secrets/pg»")}\nsecrets:\n  - source: pg\n    target: /etc/pg`, pg),
    says: "other-target",
  },
  "any name that holds such a path": { files: service(env("KEY_PATH: «/run/secrets/pg»"), pg), says: "not-granted" },
  "the older path": { files: service(env("KEY_PATH: «/var/run/secrets/pg»"), pg), says: "not-granted" },
  "granted to the build only": {
    files: {
      ...service(`${env("KEY_PATH: «/run/secrets/pg»")}\nbuild:\n  context: .\n  secrets: [pg]`, pg),
      Dockerfile: "FROM alpine:3.20\n",
    },
    says: "not-granted",
  },
  "from an env file": {
    files: { ...service("env_file: app.env", pg), "app.env": "DB_PASSWORD_FILE=«/run/secrets/pg»\n" },
    says: "not-granted",
  },
  "a command that reads it": {
    files: service("command: redis-server --aclfile «/run/secrets/pg»", pg),
    says: "read-not-granted",
    key: "/run/secrets/pg",
  },
  "a command with an option": {
    files: service("command: [app, «--password-file=/run/secrets/pg»]", pg),
    says: "read-not-granted",
  },
  "a command with a substitution": {
    files: service("command: sh -c 'redis-server --requirepass \"$$(cat «/run/secrets/pg»)\"'", pg),
    says: "read-not-granted",
  },
  "a health check that reads it": {
    files: service("healthcheck:\n  test: app --token-file «/run/secrets/pg»", pg),
    says: "read-not-granted",
  },
  "a command, granted under another target": {
    files: service("command: app --file «/run/secrets/pg»\nsecrets:\n  - source: pg\n    target: pgpass", pg),
    says: "read-other-target",
  },
  "a command, granted": { files: service("command: app --file /run/secrets/pg\nsecrets: [pg]", pg), says: "quiet" },
  "a command that asks first": {
    files: service("command: sh -c 'if [ -f /run/secrets/pg ]; then cat /run/secrets/pg; fi'", pg),
    says: "quiet",
  },
  "a command that may go without": {
    files: service("command: sh -c 'cat /run/secrets/pg 2>/dev/null; app'", pg),
    says: "quiet",
  },
  "a command that writes it": {
    files: service("command: sh -c 'echo canary > /run/secrets/pg; app /run/secrets/pg'", pg),
    says: "quiet",
  },
  "a command with a variable in the name": {
    files: service("command: app /run/secrets/pg_${STAGE}", pg),
    says: "quiet",
  },
  "a command with a pattern": { files: service("command: sh -c 'app /run/secrets/pg*'", pg), says: "quiet" },
  "a command, mounted by hand": {
    files: service("command: app /run/secrets/pg\nvolumes: ['./canary.txt:/run/secrets/pg:ro']"),
    says: "quiet",
  },
  granted: { files: service(`${env("DB_PASSWORD_FILE: /run/secrets/pg")}\nsecrets: [pg]`, pg), says: "quiet" },
  "granted, and the older path": {
    files: service(`${env("DB_PASSWORD_FILE: /var/run/secrets/pg")}\nsecrets: [pg]`, pg),
    says: "quiet",
  },
  "granted under the name it is read by": {
    files: service(`${env("DB_PASSWORD_FILE: /run/secrets/pgpass")}\nsecrets:\n  - source: pg\n    target: pgpass`, pg),
    says: "quiet",
  },
  "granted, Windows": {
    files: service(`${env("DB_PASSWORD_FILE: 'C:\\ProgramData\\Docker\\secrets\\pg'")}\nsecrets: [pg]`, pg),
    says: "quiet",
  },
  "not granted, Windows": {
    files: service(env("DB_PASSWORD_FILE: «c:/programdata/Docker/Secrets/pg»"), pg),
    says: "not-granted",
  },
  "mounted by hand": {
    files: service(`${env("DB_PASSWORD_FILE: /run/secrets/pg")}\nvolumes: ['./canary.txt:/run/secrets/pg:ro']`),
    says: "quiet",
  },
  "the folder is mounted by hand": {
    files: service(`${env("DB_PASSWORD_FILE: /run/secrets/pg")}\nvolumes: ['./secrets:/run/secrets']`),
    says: "quiet",
  },
  "a grant whose name is a variable": {
    files: service(`${env("DB_PASSWORD_FILE: /run/secrets/pg")}\nsecrets: ['\${NAME}']`),
    says: "quiet",
  },
  "another path": { files: service(env("DB_PASSWORD_FILE: /etc/app/pg")), says: "quiet" },
  "the folder itself": { files: service(env("SECRETS_DIR: /run/secrets")), says: "quiet" },
  "granted by the override file": {
    files: {
      ...service(env("DB_PASSWORD_FILE: /run/secrets/pg")),
      "compose.prod.yaml": `services:\n  app:\n    secrets: [pg]\n${pg}`,
    },
    says: "quiet",
  },
  "an env file that no service gets": { files: { "app.env": "DB_PASSWORD_FILE=/run/secrets/pg\n" }, says: "quiet" },
  "a service that is updated may have it already": {
    files: { "deploy.sh": "docker service update --env-add DB_PASSWORD_FILE=/run/secrets/db app\n" },
    says: "quiet",
  },
  "a container that runs without the file": {
    files: container("env: [DB_PASSWORD_FILE=/run/secrets/db]", "absent: [DB_PASSWORD_FILE]"),
    says: "absent",
    key: "DB_PASSWORD_FILE",
  },
  "a container that runs without the file elsewhere": {
    files: container("env: [DB_PASSWORD_FILE=/etc/app/db]", "absent: [DB_PASSWORD_FILE]"),
    says: "absent-elsewhere",
  },
  "a container whose log file is not there yet": {
    files: container("env: [APP_LOG_FILE=/var/log/app]", "absent: [APP_LOG_FILE]"),
    says: "quiet",
  },
  "a container that has the file": { files: container("env: [DB_PASSWORD_FILE=/run/secrets/db]"), says: "quiet" },
  "a service that is created without it": {
    files: {
      "deploy.sh":
        "docker service create --name app --env DB_PASSWORD_FILE=«/run/secrets/db» --secret other example/app:1\n",
    },
    says: "not-granted",
  },
});
