import { fileVariableLiteral } from "../../src/rules/file-variable-literal.ts";
import { imageService as of } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(fileVariableLiteral, {
  "a value in a file variable": {
    files: of("postgres:16", ["POSTGRES_PASSWORD_FILE: «lantern808canary»"]),
    says: "value",
    severity: "high",
  },
  "in a list": { files: of("mysql:8", ["- MYSQL_ROOT_PASSWORD_FILE=«canary»"]), says: "value" },
  "in a stage": { files: { Dockerfile: "FROM postgres:16\nENV POSTGRES_PASSWORD_FILE=«canary»\n" }, says: "value" },
  "two underscores": {
    files: of("grafana/grafana:11.0.0", ["GF_SECURITY_ADMIN_PASSWORD__FILE: «canary»"]),
    says: "value",
  },
  "a path in the plain variable": {
    files: of("postgres:16", ["POSTGRES_PASSWORD: «/run/secrets/s»"]),
    says: "path",
    key: "POSTGRES_PASSWORD",
  },
  "a path in the plain variable of an image that reads no files": {
    files: of("rabbitmq:3.13", ["RABBITMQ_DEFAULT_PASS: «/run/secrets/s»"]),
    says: "path-unread",
  },
  "a start of its own may read it": {
    files: of("postgres:16", ["POSTGRES_PASSWORD: /run/secrets/s"], "entrypoint: /start.sh"),
    says: "quiet",
  },
  "a path": { files: of("postgres:16", ["POSTGRES_PASSWORD_FILE: /run/secrets/s"]), says: "quiet" },
  "a relative path": { files: of("postgres:16", ["POSTGRES_PASSWORD_FILE: ./canary"]), says: "quiet" },
  "a reference": { files: of("postgres:16", ["POSTGRES_PASSWORD_FILE: ${FILE}"]), says: "quiet" },
  "a secret's name where the image asks for that": {
    files: of("pihole/pihole:2025.02", ["WEBPASSWORD_FILE: web"]),
    says: "quiet",
  },
  "another path in the plain variable": { files: of("postgres:16", ["POSTGRES_PASSWORD: /etc/canary"]), says: "quiet" },
  "an image that nobody knows": {
    files: of("example/app:1", ["DB_PASSWORD: /run/secrets/s", "DB_PASSWORD_FILE: canary"]),
    says: "quiet",
  },
});
