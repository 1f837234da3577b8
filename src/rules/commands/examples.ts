import type { Example } from "../rule.ts";

/** What `secret-in-command` shows of itself. */
export const examples: readonly { bad: Example; good: Example }[] = [
  {
    bad: {
      files: {
        Dockerfile: "FROM alpine:3.20\nRUN curl -u deploy:quartz-91x-canary -fO https://nexus.example.net/app.tgz\n",
      },
    },
    good: {
      files: {
        Dockerfile:
          "FROM alpine:3.20\nRUN --mount=type=secret,id=netrc curl --netrc-file /run/secrets/netrc -fO https://nexus.example.net/app.tgz\n",
      },
    },
  },
  {
    bad: {
      files: {
        "compose.yaml":
          'services:\n  cache:\n    image: redis:7\n    command: ["redis-server", "--requirepass", "brassbell-9-canary"]\n',
      },
    },
    good: {
      files: {
        "compose.yaml":
          'services:\n  cache:\n    image: redis:7\n    command: ["redis-server", "/run/secrets/redis_conf"]\n    secrets: [redis_conf]\nsecrets:\n  redis_conf:\n    file: ./secrets/redis.conf\n',
      },
    },
  },
  {
    bad: {
      files: {
        "compose.yaml":
          'services:\n  db:\n    image: example/db:1\n    command: ["sh", "-c", "serve --password $$(cat /run/secrets/db_password)"]\n    secrets: [db_password]\nsecrets:\n  db_password:\n    file: ./secrets/db_password\n',
      },
    },
    good: {
      files: {
        "compose.yaml":
          'services:\n  db:\n    image: example/db:1\n    command: ["sh", "-c", "export DB_PASSWORD=$$(cat /run/secrets/db_password) && exec serve"]\n    secrets: [db_password]\nsecrets:\n  db_password:\n    file: ./secrets/db_password\n',
      },
    },
  },
];
