import { secretFileMalformed } from "../../src/rules/secret-file-malformed.ts";
import { service } from "../support/compose.ts";
import { container } from "../support/engine-yaml.ts";
import { imageService } from "../support/image-service.ts";
import { ruleTable } from "../support/rule-table.ts";

const of = (text: string) => ({
  ...service("secrets: [pg]", "secrets:\n  «pg:\n    file: ./pg.txt»\n"),
  "pg.txt": text,
});
const quiet = (text: string) => ({
  ...service("secrets: [pg]", "secrets:\n  pg:\n    file: ./pg.txt\n"),
  "pg.txt": text,
});
const keeper = (image: string, variable: string, text: string) => ({
  ...imageService(image, [`${variable}: /run/secrets/s`]),
  s: text,
});

/** A secret of a container whose bytes are written in YAML. */
const mounted = (text: string, ...lines: string[]) =>
  container(`files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, ${text}"}`, ...lines);

ruleTable(secretFileMalformed, {
  empty: { files: of(""), says: "empty", severity: "medium", key: "pg.txt" },
  "empty, after secrets of two compose files": {
    files: {
      ...of(""),
      "compose_mysql.yaml": "services:\n  a:\n    image: x\n    secrets: [pg]\nsecrets:\n  pg:\n    file: ./pg.txt\n",
    },
    says: "empty",
    related: ["compose_mysql.yaml"],
  },
  "too large": { files: of("canary".repeat(100_000)), says: "large" },
  "a byte order mark": { files: of("\uFEFFcanary"), says: "mark" },
  "a line break of Windows": { files: of("canary\r\n"), says: "crlf" },
  "a line break that the image keeps": {
    files: keeper("linuxserver/mariadb", "FILE__MYSQL_ROOT_PASSWORD", "canary\n"),
    says: "newline",
  },
  "a line break that the image strips": {
    files: keeper("postgres:16", "POSTGRES_PASSWORD_FILE", "canary\n"),
    says: "quiet",
  },
  "no line break": { files: keeper("linuxserver/mariadb", "FILE__MYSQL_ROOT_PASSWORD", "canary"), says: "quiet" },
  "a line break, and nobody knows": { files: quiet("canary\n"), says: "quiet" },
  "just small enough": { files: quiet("x".repeat(500 * 1024)), says: "quiet" },
  plain: { files: quiet("canary"), says: "quiet" },
  "no such file": { files: service("secrets: [pg]", "secrets:\n  pg:\n    file: ./canary\n"), says: "quiet" },
  "an empty secret that is mounted": { files: mounted(""), says: "mounted" },
  "a mounted secret with a line break of Windows": { files: mounted("lantern-canary\\r\\n"), says: "mounted" },
  "a mounted secret in UTF-16": { files: mounted("\\xff\\xfelantern-canary"), says: "mounted" },
  "a mounted secret with a byte order mark": { files: mounted("\\xef\\xbb\\xbflantern-canary"), says: "mounted" },
  "a mounted secret with a line break": { files: mounted("lantern-canary\\n"), says: "quiet" },
  "a mounted secret with a line break that its image keeps": {
    files: mounted(
      "lantern-canary\\n",
      "image: linuxserver/mariadb",
      "env: [FILE__MYSQL_ROOT_PASSWORD=/run/secrets/pw]",
    ),
    says: "kept",
  },
});
