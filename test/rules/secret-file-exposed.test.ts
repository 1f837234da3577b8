import { describe, expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { secretFileExposed } from "../../src/rules/secret-file-exposed.ts";
import { service } from "../support/compose.ts";
import { marked } from "../support/marked.ts";
import { ruleTable } from "../support/rule-table.ts";
import { sightingsOf } from "../support/sightings.ts";

const of = (path: string, text = "lantern-808-canary", span = true) => {
  const [open, close] = span ? ["«", "»"] : ["", ""];
  return {
    ...service("secrets: [pg]", `secrets:\n  ${open}pg:\n    file: ./${path}${close}\n`),
    [path]: text,
  };
};
const quiet = (path: string, text?: string) => of(path, text, false);

ruleTable(secretFileExposed, {
  tracked: { files: of("secrets/pg"), tracked: ["secrets/pg"], says: "tracked", severity: "high", key: "secrets/pg" },
  "a user's name, tracked": {
    files: of("secrets/db_user.txt"),
    tracked: ["secrets/db_user.txt"],
    says: "beside",
    severity: "low",
  },
  "a name that only sounds like a key, tracked": {
    files: of("secrets/keycloak_admin.txt"),
    tracked: ["secrets/keycloak_admin.txt"],
    says: "beside",
    severity: "low",
  },
  "made up, by its name, tracked": {
    files: of("psql-fake-password.txt"),
    tracked: ["psql-fake-password.txt"],
    says: "beside",
    severity: "low",
  },
  "settings of ssh, tracked": {
    files: of("secrets/ssh_config"),
    tracked: ["secrets/ssh_config"],
    says: "beside",
    severity: "low",
  },
  "a user's password, tracked": {
    files: of("secrets/user_password.txt"),
    tracked: ["secrets/user_password.txt"],
    says: "tracked",
    severity: "high",
  },
  "a placeholder, tracked": {
    files: of("secrets/pg", "INSERT_SECRET_HERE\n"),
    tracked: ["secrets/pg"],
    says: "placeholder",
    severity: "low",
  },
  "a placeholder over and over, tracked": {
    files: of("secrets/pg", "INSERTSECRETHERE".repeat(31)),
    tracked: ["secrets/pg"],
    says: "placeholder",
  },
  "comments only, tracked": {
    files: of("secrets/pg", "# the canary goes here\n\n"),
    tracked: ["secrets/pg"],
    says: "placeholder",
  },
  "a placeholder that works as the password, tracked": {
    files: of("secrets/pg", "change_this_canary"),
    tracked: ["secrets/pg"],
    says: "tracked",
    severity: "high",
  },
  "a comment before the secret, tracked": {
    files: of("secrets/pg", "# secrets/pg\nlantern-808-canary\n"),
    tracked: ["secrets/pg"],
    says: "tracked",
  },
  "a placeholder before the secret, tracked": {
    files: of("secrets/pg", "your_secret_here\nlantern-808-canary\n"),
    tracked: ["secrets/pg"],
    says: "tracked",
  },
  "tracked, in a folder below": {
    files: {
      "web/compose.yaml": "services:\n  a:\n    image: x\n    secrets: [pg]\nsecrets:\n  «pg:\n    file: ../pg.txt»\n",
      "pg.txt": "canary",
    },
    tracked: ["pg.txt"],
    says: "tracked",
  },
  "tracked, after secrets of several compose files": {
    files: {
      "compose.yaml": "services:\n  a:\n    image: x\n    secrets: [pg]\nsecrets:\n  «pg:\n    file: ./pg.txt»\n",
      "compose_mysql.yaml": "services:\n  a:\n    image: x\n    secrets: [pg]\nsecrets:\n  pg:\n    file: ./pg.txt\n",
      "web/compose.yaml": "services:\n  a:\n    image: x\n    secrets: [pg]\nsecrets:\n  pg:\n    file: ../pg.txt\n",
      "pg.txt": "canary",
    },
    tracked: ["pg.txt"],
    says: "tracked",
    related: ["compose_mysql.yaml", "web/compose.yaml"],
  },
  "tracked and readable is told once": {
    files: of("pg.txt"),
    tracked: ["pg.txt"],
    modes: { "pg.txt": 0o644 },
    says: "tracked",
  },
  "in a build context that is copied whole": {
    files: { ...of("secrets/pg"), Dockerfile: "FROM alpine:3.20\nCOPY . /app\n" },
    says: "context",
    severity: "high",
  },
  "in a build context with an ignore file": {
    files: { ...quiet("secrets/pg"), Dockerfile: "FROM alpine:3.20\nCOPY . /app\n", ".dockerignore": "secrets\n" },
    says: "quiet",
  },
  "in a build context, not copied": {
    files: { ...quiet("secrets/pg"), Dockerfile: "FROM alpine:3.20\nCOPY src /app\n" },
    says: "quiet",
  },
  "copied, and its name tells what it is": {
    files: { ...quiet("id_rsa"), Dockerfile: "FROM alpine:3.20\nCOPY . /app\n" },
    says: "quiet",
  },
  "readable by others": { files: of("pg.txt"), modes: { "pg.txt": 0o644 }, says: "readable", severity: "medium" },
  "readable by the group": { files: quiet("pg.txt"), modes: { "pg.txt": 0o640 }, says: "quiet" },
  "not tracked": { files: quiet("secrets/pg"), tracked: ["compose.yaml"], says: "quiet" },
  "an empty are-in": { files: quiet("secrets/pg", ""), tracked: ["secrets/pg"], says: "quiet" },
  "a template": { files: quiet("secrets/pg.example"), tracked: ["secrets/pg.example"], says: "quiet" },
  encrypted: { files: quiet("secrets/pg.age"), tracked: ["secrets/pg.age"], says: "quiet" },
  "a certificate": { files: quiet("secrets/site.crt"), tracked: ["secrets/site.crt"], says: "quiet" },
  "a path with a variable": {
    files: service("secrets: [pg]", "secrets:\n  pg:\n    file: ${CANARY}/pg\n"),
    says: "quiet",
  },
  "a path elsewhere": { files: service("secrets: [pg]", "secrets:\n  pg:\n    file: /etc/canary\n"), says: "quiet" },
  "no such file": { files: service("secrets: [pg]", "secrets:\n  pg:\n    file: ./canary\n"), says: "quiet" },
});

describe("the lines that untrack", () => {
  it.each([
    ["", "git rm --cached secrets/pg && echo /secrets/pg >> .gitignore"],
    ["secrets/*\n", "git rm --cached secrets/pg"],
  ])("beside a .gitignore of %j", async (ignored, paste) => {
    const { files } = marked({ ...quiet("secrets/pg"), ".gitignore": ignored });
    const [found] = applyRules([secretFileExposed], new JudgedWorld(await sightingsOf(files, new Set(["secrets/pg"]))));
    expect(found?.paste).toEqual([paste]);
  });
});
