import { fileVariableAvailable } from "../../src/rules/file-variable-available.ts";
import { imageService as of } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

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
  "a version that cannot be told": { files: of("rabbitmq:${TAG}", ["RABBITMQ_DEFAULT_PASS: ${PW}"]), says: "quiet" },
});
