import { missingFileVariant } from "../../src/rules/missing-file-variant.ts";
import { ruleTable } from "../support/rule-table.ts";

const dockerfile = { Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "main.js"]\n' };
const program = (text: string, file = "src/main.ts") => ({ ...dockerfile, [file]: text });

ruleTable(missingFileVariant, {
  "a secret of the environment": {
    files: program("const a = «process.env.DB_PASSWORD»;"),
    says: "variant",
    key: "DB_PASSWORD",
    severity: "info",
  },
  "once, at the first read": {
    files: program("const a = «process.env.DB_PASSWORD»;\nconst b = process.env.DB_PASSWORD;"),
    says: "variant",
  },
  "once for several secrets of one file": {
    files: program("a(«process.env.DB_PASSWORD», process.env.JWT_SECRET, process.env.API_TOKEN);"),
    says: "variant",
    key: "DB_PASSWORD",
  },
  "a file that browsers get, too": {
    files: program("const env = { a: process.env.DB_PASSWORD, b: process.env.NEXT_PUBLIC_URL };", "src/env.mjs"),
    says: "quiet",
  },
  "a switch that is compared": {
    files: program("a(process.env.CORS_CREDENTIALS !== 'false', process.env.API_TOKEN === '1');"),
    says: "quiet",
  },
  "once over several files": {
    files: { ...program("a(«process.env.DB_PASSWORD»);", "a.js"), "b.ts": "b(process.env['DB_PASSWORD']);" },
    says: "variant",
  },
  destructured: { files: program("const { «DB_PASSWORD», PORT } = process.env;"), says: "variant" },
  "beside a compose file": {
    files: { "compose.yaml": "services: {a: {image: x}}\n", "api/a.mjs": "a(«process.env.API_TOKEN»);" },
    says: "variant",
  },
  "nothing runs in containers": { files: { "a.ts": "a(process.env.DB_PASSWORD);" }, says: "quiet" },
  "its file is read, too": {
    files: program("const f = process.env.DB_PASSWORD_FILE;\na(f ? readFileSync(f) : process.env.DB_PASSWORD);"),
    says: "quiet",
  },
  "its file is read in another file": {
    files: { ...program("a(process.env.DB_PASSWORD);"), "b.ts": "readFileSync(process.env.DB_PASSWORD_FILE);" },
    says: "quiet",
  },
  "its secret is read": {
    files: program('a(process.env.DB_PASSWORD ?? readFileSync("/run/secrets/db_password", "utf8"));'),
    says: "quiet",
  },
  "a function for all of them": {
    files: program("const read = (name) => readFileSync(process.env[`${name}_FILE`]);\na(process.env.DB_PASSWORD);"),
    says: "quiet",
  },
  "a function that knows the folder": {
    files: program("const read = (name) => readFileSync(`/run/secrets/${name}`);\na(process.env.DB_PASSWORD);"),
    says: "quiet",
  },
  "a start script fills it": {
    files: { ...program("a(process.env.DB_PASSWORD);"), "start.sh": 'export DB_PASSWORD="$(cat /run/secrets/db)"\n' },
    says: "quiet",
  },
  "a name that is no secret": { files: program("a(process.env.PORT, process.env.TOKEN_TTL);"), says: "quiet" },
  "a public name": { files: program("a(process.env.NEXT_PUBLIC_API_KEY, process.env.VITE_TOKEN);"), says: "quiet" },
  "a switch that ends in a secret's word": {
    files: program("a(process.env.AUTH_DISABLE_USERNAME_PASSWORD);"),
    says: "quiet",
  },
  "a token of the build": { files: program("a(process.env.NPM_TOKEN, process.env.GITHUB_TOKEN);"), says: "quiet" },
  "replaced when it is built": { files: program("a(import.meta.env.DB_PASSWORD);"), says: "quiet" },
  "a test": { files: program("a(process.env.DB_PASSWORD);", "src/a.test.ts"), says: "quiet" },
  "an end-to-end test": { files: program("a(process.env.DB_PASSWORD);", "cypress/support.js"), says: "quiet" },
  "what is only written": { files: program("process.env.DB_PASSWORD = a();"), says: "quiet" },
  "a fallback that is told": { files: program('a(process.env.DB_PASSWORD ?? "lantern-808-canary");'), says: "quiet" },
});
