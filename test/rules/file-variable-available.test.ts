import { fileVariableAvailable } from "../../src/rules/file-variable-available.ts";
import { imageService as of } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

const built = {
  "compose.yaml": "services:\n  db:\n    build: .\n    environment:\n      POSTGRES_PASSWORD: ${PW}\n",
};

/** A service that is started otherwise. */
function started(image: string, start: string, variable = "POSTGRES_PASSWORD"): Record<string, string> {
  const name = image.startsWith("mysql") ? "MYSQL_ROOT_PASSWORD" : variable;
  return {
    "compose.yaml": `services:\n  db:\n    image: ${image}\n    ${start}\n    environment:\n      ${name}: \${PW}\n`,
  };
}

ruleTable(fileVariableAvailable, {
  "a reference": {
    files: of("postgres:16", ["«POSTGRES_PASSWORD: ${PW}»"]),
    says: "available",
    severity: "info",
    key: "POSTGRES_PASSWORD",
  },
  "a required one": { files: of("postgres:16", ["«POSTGRES_PASSWORD: ${PW:?canary}»"]), says: "available" },
  "a name only": { files: of("mysql:8", ["- «MYSQL_ROOT_PASSWORD»"]), says: "available" },
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
  "a shell in the place of the server": {
    files: started("postgres:16", 'command: sh -c "apk add --no-cache curl && crond -f"'),
    says: "quiet",
  },
  "a shell in a list": {
    files: started(
      "postgres:16",
      'command: ["bash", "-c", "until pg_basebackup -D /data; do sleep 1; done; postgres"]',
    ),
    says: "quiet",
  },
  "a shell that calls the image's own start script": {
    files: started("postgres:16", 'command: sh -c "umask 077 && exec docker-entrypoint.sh postgres"'),
    says: "available",
  },
  "an entry point that calls the image's own start script": {
    files: started("mysql:8", 'entrypoint: ["sh", "-c", "sleep 5; exec /entrypoint.sh mysqld"]'),
    says: "available",
  },
  "a start script of the image's name that is the project's": {
    files: {
      ...built,
      Dockerfile: 'FROM postgres:16\nCOPY docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT ["docker-entrypoint.sh"]\n',
    },
    says: "quiet",
  },
  "a start script of the image's name that is mounted": {
    files: started(
      "postgres:16",
      "entrypoint: docker-entrypoint.sh\n    volumes: [./own.sh:/usr/local/bin/docker-entrypoint.sh]",
    ),
    says: "quiet",
  },
  "a script in the place of the server": {
    files: started("postgres:16", "command: /scripts/backup.sh"),
    says: "quiet",
  },
  "another program": { files: started("postgres:16", "command: pg_dump -h db shop"), says: "quiet" },
  "the server, with options": { files: started("postgres:16", "command: postgres -c fsync=off"), says: "available" },
  options: { files: started("postgres:16", "command: [-c, fsync=off]"), says: "available" },
  "a hook beside the server": {
    files: started("postgres:16", "post_start:\n      - command: sh -c 'echo started'"),
    says: "available",
  },
  "another entry point in what is built, as words": {
    files: { ...built, Dockerfile: 'FROM postgres:16\nENTRYPOINT ["postgres", "-D", "/data"]\n' },
    says: "quiet",
  },
  "a command of the shell in what is built": {
    files: { ...built, Dockerfile: "FROM postgres:16\nCMD postgres -D /data\n" },
    says: "quiet",
  },
  "a program that itself reads the file": {
    files: started("minio/minio", 'entrypoint: sh -c "mkdir -p /data && minio server /data"', "MINIO_ROOT_PASSWORD"),
    says: "available",
  },
  "a program that itself reads the file, started by who knows what": {
    files: started("minio/minio", "entrypoint: /canary.sh", "MINIO_ROOT_PASSWORD"),
    says: "quiet",
  },
  "a health check that uses it, too": {
    files: {
      "compose.yaml": [
        "services:",
        "  db:",
        "    image: mysql:8",
        "    environment:",
        "      «MYSQL_ROOT_PASSWORD: ${PW}»",
        "    healthcheck:",
        "      test: mysqladmin ping -p$$MYSQL_ROOT_PASSWORD",
        "",
      ].join("\n"),
    },
    says: "available",
    related: ["compose.yaml"],
  },
  "a version that cannot be told": { files: of("rabbitmq:${TAG}", ["RABBITMQ_DEFAULT_PASS: ${PW}"]), says: "quiet" },
});
