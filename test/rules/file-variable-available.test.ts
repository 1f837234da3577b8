import { fileVariableAvailable } from "../../src/rules/file-variable-available.ts";
import { imageService as of } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

const built = {
  "compose.yaml": "services:\n  db:\n    build: .\n    environment:\n      POSTGRES_PASSWORD: ${PW}\n",
};

ruleTable(fileVariableAvailable, {
  "a reference": {
    files: of("postgres:16", ["«POSTGRES_PASSWORD: ${PW}»"]),
    says: "available",
    severity: "info",
    key: "POSTGRES_PASSWORD",
  },
  "a required one": { files: of("postgres:16", ["«POSTGRES_PASSWORD: ${PW:?canary}»"]), says: "available" },
  "a name alone": { files: of("mysql:8", ["- «MYSQL_ROOT_PASSWORD»"]), says: "available" },
  "two underscores": {
    files: of("grafana/grafana:11.0.0", ["«GF_SECURITY_ADMIN_PASSWORD: ${PW}»"]),
    says: "available",
  },
  "an empty default": { files: of("postgres:16", ["«POSTGRES_PASSWORD: ${PW:-}»"]), says: "available" },
  "a usable default is another rule's": {
    files: of("postgres:16", ["POSTGRES_PASSWORD: ${PW:-lantern808canary}"]),
    says: "quiet",
  },
  "a literal is another rule's": { files: of("postgres:16", ["POSTGRES_PASSWORD: lantern808canary"]), says: "quiet" },
  "both set is another rule's": {
    files: of("postgres:16", ["POSTGRES_PASSWORD: ${PW}", "POSTGRES_PASSWORD_FILE: /run/secrets/s"]),
    says: "quiet",
  },
  "no secret": { files: of("postgres:16", ["POSTGRES_USER: ${DB_USER}"]), says: "quiet" },
  "an image that cannot": { files: of("redis:7", ["REDIS_PASSWORD: ${PW}"]), says: "quiet" },
  "an image that nobody knows": { files: of("example/app:1", ["DB_PASSWORD: ${PW}"]), says: "quiet" },
  "a password file that holds more than the password": {
    files: of("oliver006/redis_exporter:v1.62.0", ["REDIS_PASSWORD: ${PW}"]),
    says: "quiet",
  },
  "another entry point": {
    files: {
      "compose.yaml":
        "services:\n  db:\n    image: postgres:16\n    entrypoint: /canary.sh\n    environment:\n      POSTGRES_PASSWORD: ${PW}\n",
    },
    says: "quiet",
  },
  "a script of its own starts what is built from the image": {
    files: {
      ...built,
      Dockerfile: 'FROM postgres:16\nCOPY canary.sh /\nENTRYPOINT ["/canary.sh"]\n',
    },
    says: "quiet",
  },
  "built from the image, with another command": {
    files: { ...built, Dockerfile: 'FROM postgres:16\nCMD ["postgres", "-c", "fsync=off"]\n' },
    says: "available",
  },
  "a version that cannot be told": { files: of("rabbitmq:${TAG}", ["RABBITMQ_DEFAULT_PASS: ${PW}"]), says: "quiet" },
});
