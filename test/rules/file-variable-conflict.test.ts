import { fileVariableConflict } from "../../src/rules/file-variable-conflict.ts";
import { imageService as of } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

const file = "/run/secrets/s";

ruleTable(fileVariableConflict, {
  "the image stops": {
    files: of("postgres:16", ["POSTGRES_PASSWORD: ${PW}", `«POSTGRES_PASSWORD_FILE: ${file}»`]),
    says: "error",
    severity: "medium",
    key: "POSTGRES_PASSWORD_FILE",
  },
  "a literal": {
    files: of("mysql:8", ["MYSQL_ROOT_PASSWORD: canary", `«MYSQL_ROOT_PASSWORD_FILE: ${file}»`]),
    says: "error",
  },
  "the file wins": {
    files: of("bitnami/postgresql:16", ["POSTGRESQL_PASSWORD: ${PW}", `«POSTGRESQL_PASSWORD_FILE: ${file}»`]),
    says: "file-wins",
  },
  "the value wins": {
    files: of("traefik:3", ["CF_API_KEY: ${KEY}", `«CF_API_KEY_FILE: ${file}»`]),
    says: "value-wins",
  },
  "neither counts": {
    files: of("dolibarr/dolibarr:20", ["DOLI_DB_PASSWORD: ${PW}", `«DOLI_DB_PASSWORD_FILE: ${file}»`]),
    says: "neither",
  },
  "left to chance": {
    files: of("miniflux/miniflux", ["ADMIN_PASSWORD: ${PW}", `«ADMIN_PASSWORD_FILE: ${file}»`]),
    says: "undefined",
  },
  "as a list": {
    files: of("postgres:16", ["- POSTGRES_PASSWORD", `- «POSTGRES_PASSWORD_FILE=${file}»`]),
    says: "error",
  },
  "one from an env file": {
    files: {
      ...of("postgres:16", [`«POSTGRES_PASSWORD_FILE: ${file}»`], "env_file: db.env"),
      "db.env": "POSTGRES_PASSWORD=canary\n",
    },
    says: "error",
  },
  "one from the image": {
    files: {
      Dockerfile: "FROM postgres:16\nENV POSTGRES_PASSWORD=canary\n",
      "compose.yaml": `services:\n  app:\n    build: .\n    environment:\n      «POSTGRES_PASSWORD_FILE: ${file}»\n`,
    },
    says: "error",
  },
  "the file only": { files: of("postgres:16", [`POSTGRES_PASSWORD_FILE: ${file}`]), says: "quiet" },
  "the plain one only": { files: of("postgres:16", ["POSTGRES_PASSWORD: ${PW}"]), says: "quiet" },
  "the plain one is empty": {
    files: of("postgres:16", ["POSTGRES_PASSWORD: ''", `POSTGRES_PASSWORD_FILE: ${file}`]),
    says: "quiet",
  },
  "an image that nobody knows": {
    files: of("example/app:1", ["DB_PASSWORD: ${PW}", `DB_PASSWORD_FILE: ${file}`]),
    says: "quiet",
  },
  "another variable": {
    files: of("postgres:16", ["PGPASSWORD: ${PW}", `POSTGRES_PASSWORD_FILE: ${file}`]),
    says: "quiet",
  },
});
