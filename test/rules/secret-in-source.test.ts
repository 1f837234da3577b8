import { secretInSource } from "../../src/rules/secret-in-source.ts";
import { ruleTable } from "../support/rule-table.ts";

const program = (text: string, file = "src/main.ts") => ({ [file]: text });
const pull = (credentials: string) => program(`import D from "dockerode";\nnew D().pull("r/a", ${credentials});`);

ruleTable(secretInSource, {
  "a variable that is set": {
    files: program('process.env.SESSION_SECRET = "«quartz-lantern-808-canary»";'),
    says: "environment",
    key: "SESSION_SECRET",
    severity: "medium",
  },
  "a variable with brackets": {
    files: program("process.env['DB_PASSWORD'] = '«orchid-42-canary»';", "a.cjs"),
    says: "environment",
  },
  "of an imported environment": {
    files: program('import { env } from "node:process";\nenv.DB_PASSWORD = `«orchid-42-canary»`;'),
    says: "environment",
  },
  "credentials of a registry": {
    files: pull('{ authconfig: { username: "ci", password: "«quartz-lantern-808-canary»" } }'),
    says: "registry",
    key: "password",
  },
  "credentials from elsewhere": {
    files: pull("{ authconfig: { username: 'ci', password: process.env.R_PASSWORD } }"),
    says: "quiet",
  },
  "a file": { files: program('process.env.DB_PASSWORD = readFileSync("/run/secrets/db", "utf8");'), says: "quiet" },
  "another variable": { files: program("process.env.DB_PASSWORD = process.env.PW;"), says: "quiet" },
  "no secret": { files: program('process.env.NODE_ENV = "production";'), says: "quiet" },
  "a path": { files: program('process.env.DB_PASSWORD_FILE = "/run/secrets/db_password";'), says: "quiet" },
  "a fallback has a rule of its own": {
    files: program('process.env.DB_PASSWORD ??= "lantern-808-canary";'),
    says: "quiet",
  },
});
