import { secretInSource } from "../../src/rules/secret-in-source.ts";
import { ruleTable } from "../support/rule-table.ts";

const program = (text: string, file = "src/main.ts") => ({ [file]: text });
const pull = (credentials: string) => program(`import D from "dockerode";\nnew D().pull("r/a", ${credentials});`);

const pat = `ghp_${"a1B2".repeat(9)}`;

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
  "the password beside a server": {
    files: {
      "src/db.ts":
        'export const pool = new Pool({ host: process.env.DB_HOST, user: "app", password: "«lantern808canary»", database: "shop" });\n',
    },
    says: "connection",
    severity: "medium",
    key: "password",
  },
  "a guessable one, by a service's name": {
    files: {
      "db.js":
        "const k = process.env.X;\nmodule.exports = new Sequelize({ dialect: 'mysql', host: 'mysql', password: '«root»' });\n",
    },
    says: "connection",
  },
  "a log-in to a mail server": {
    files: {
      "mail.js":
        'createTransport({ service: "gmail", auth: { user: process.env.MAIL_USER, pass: "«lypm pqio canary xaky»" } });\n',
    },
    says: "connection",
  },
  "a server of its own machine": {
    files: {
      "db.ts":
        'const a = { host: "localhost", password: "lantern808canary" };\nconst b = { host: process.env.H ?? "127.0.0.1", password: "lantern808canary" };\n',
    },
    says: "quiet",
  },
  "a body that is sent, a form, a schema, a test's user": {
    files: {
      "src/a.ts":
        'const url = process.env.API;\npost(url, { email: "a@example.net", password: "lantern808canary" });\nconst f = { username: "Name", password: "Password" };\nconst s = { host: z.string(), password: z.string() };\n',
    },
    says: "quiet",
  },
  "taken from elsewhere": {
    files: {
      "src/a.ts":
        "const a = { host: process.env.H, password: process.env.P };\nconst b = { host: h, password: read() };\n",
    },
    says: "quiet",
  },
  "a token of a known shape": {
    files: {
      "a.js": `const own = "${pat}";\nlisten(process.env.PORT);\nconst id = "abcdef0123456789abcdef01";\n`.replace(
        pat,
        `«${pat}»`,
      ),
    },
    says: "text",
    key: "own",
  },
  "what sessions are signed with": {
    files: {
      "a.js": 'app.use(session({ secret: "«webgl-canary-key-2025»", resave: false }));\nlisten(process.env.PORT);\n',
    },
    says: "text",
  },
});
