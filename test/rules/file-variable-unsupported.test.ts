import { fileVariableUnsupported } from "../../src/rules/file-variable-unsupported.ts";
import { imageService as of } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

const path = "/run/secrets/s";

ruleTable(fileVariableUnsupported, {
  "stops the container": {
    files: of("rabbitmq:3.13-management", [`«RABBITMQ_DEFAULT_PASS_FILE: ${path}»`]),
    says: "breaks",
    severity: "high",
  },
  "an older one reads it": { files: of("rabbitmq:3.8", [`RABBITMQ_DEFAULT_PASS_FILE: ${path}`]), says: "quiet" },
  "a version that cannot be told": {
    files: of("rabbitmq:${TAG}", [`RABBITMQ_DEFAULT_PASS_FILE: ${path}`]),
    says: "quiet",
  },
  "a version with a default": {
    files: of("rabbitmq:${TAG:-4}", [`«RABBITMQ_DEFAULT_PASS_FILE: ${path}»`]),
    says: "breaks",
  },
  "does nothing": {
    files: of("redis:7", [`«REDIS_PASSWORD_FILE: ${path}»`]),
    says: "unread",
    key: "REDIS_PASSWORD_FILE",
  },
  "as a list": { files: of("docker.io/library/redis:7-alpine", [`- «REDIS_PASSWORD_FILE=${path}»`]), says: "unread" },
  "a command of its own may read it": {
    files: of("redis:7", [`REDIS_PASSWORD_FILE: ${path}`], 'command: sh -c "exec redis-server /etc/redis.conf"'),
    says: "quiet",
  },
  "an entry point of its own may read it": {
    files: of("redis:7", [`REDIS_PASSWORD_FILE: ${path}`], "entrypoint: /start.sh"),
    says: "quiet",
  },
  "one underscore too few": {
    files: of("grafana/grafana:11.0.0", [`«GF_SECURITY_ADMIN_PASSWORD_FILE: ${path}»`]),
    says: "other-name",
  },
  "two underscores": {
    files: of("grafana/grafana:11.0.0", [`GF_SECURITY_ADMIN_PASSWORD__FILE: ${path}`]),
    says: "quiet",
  },
  "one letter off": { files: of("postgres:16", [`«POSTGRES_PASWORD_FILE: ${path}»`]), says: "misspelt" },
  "a word too many": { files: of("postgres:16", [`«POSTGRES_DB_PASSWORD_FILE: ${path}»`]), says: "misspelt" },
  "a word too many, and the right one beside it": {
    files: of("postgres:16", [`POSTGRES_APP_PASSWORD_FILE: ${path}`, `POSTGRES_PASSWORD_FILE: ${path}`]),
    says: "quiet",
  },
  "a word too many, for a script of the first start": {
    files: of(
      "postgres:16",
      [`POSTGRES_APP_PASSWORD_FILE: ${path}`],
      "volumes: ['./init:/docker-entrypoint-initdb.d']",
    ),
    says: "quiet",
  },
  "the right one": { files: of("postgres:16", [`POSTGRES_PASSWORD_FILE: ${path}`]), says: "quiet" },
  "a setting that holds a path": {
    files: of("rabbitmq:3.8", ["RABBITMQ_SSL_CERT_FILE: /etc/cert.pem"]),
    says: "quiet",
  },
  "an image that nobody knows": { files: of("example/app:1", [`REDIS_PASSWORD_FILE: ${path}`]), says: "quiet" },
  "nothing set": { files: of("redis:7", ["REDIS_PASSWORD_FILE: ''"]), says: "quiet" },
  "a version before it was read": {
    files: of("neo4j:5.20.0", [`«NEO4J_AUTH_FILE: ${path}»`]),
    says: "other-version",
  },
  "an image that has another way": {
    files: of("emqx/emqx:5.0.0", [`«EMQX_DASHBOARD__DEFAULT_PASSWORD_FILE: ${path}»`]),
    says: "unread",
  },
  "a stage": {
    files: { Dockerfile: `FROM grafana/grafana:11.0.0\nENV «GF_SECURITY_ADMIN_PASSWORD_FILE=${path}»\n` },
    says: "other-name",
  },
  "a stage with a start of its own": {
    files: { Dockerfile: `FROM redis:7\nENV REDIS_PASSWORD_FILE=${path}\nENTRYPOINT ["/start.sh"]\n` },
    says: "quiet",
  },
  "a service that builds such a stage": {
    files: {
      Dockerfile: "FROM grafana/grafana:11.0.0\n",
      "compose.yaml": `services:\n  app:\n    build: .\n    image: acme/graphs\n    environment:\n      «GF_SECURITY_ADMIN_PASSWORD_FILE: ${path}»\n`,
    },
    says: "other-name",
  },
});
