import { secretDefault } from "../../src/rules/secret-default.ts";
import { environment } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";
import { workflow } from "../support/workflow.ts";

const dockerfile = (line: string) => ({ Dockerfile: `FROM alpine:3.20\n${line}\n` });

const program = (text: string, file = "src/config.ts") => ({ [file]: `${text}\n` });

ruleTable(secretDefault, {
  "a script sets what nobody else did": {
    files: { "run.sh": ': "${DB_PASSWORD:=«lantern-808-canary»}"\n: ${API_TOKEN:="«lantern-809-canary»"}\n' },
    says: ["fallback", "fallback"],
  },
  "a program, ??": {
    files: program('const a = process.env.DB_PASSWORD ?? "«lantern-808-canary»";'),
    says: "code",
    key: "DB_PASSWORD",
    severity: "high",
  },
  "a program, ||, weak": { files: program("a(process.env.DB_PASSWORD || '«postgres»');", "a.js"), says: "code" },
  "a program, ternary": {
    files: program("a(process.env.API_TOKEN ? process.env.API_TOKEN : `«lantern-808-canary»`);"),
    says: "code",
  },
  "a program, destructured": {
    files: program('const { JWT_SECRET = "«lantern-808-canary»", PORT = "80" } = process.env;'),
    says: "code",
  },
  "a program, zod": {
    files: program('z.object({ JWT_SECRET: z.string().default("«lantern-808-canary»") }).parse(process.env);'),
    says: "code",
  },
  "a program, a URL": {
    files: program('a(process.env.DATABASE_URL ?? "postgres://app:«winterfox-88-canary»@db/app");'),
    says: "code",
    key: "DATABASE_URL",
  },
  "a program, a URL of the same machine": {
    files: program('a(process.env.DATABASE_URL ?? "postgres://app:«winterfox-88x-canary»@localhost/app");'),
    says: "code",
    severity: "low",
  },
  "a program, a plain word on the same machine": {
    files: program('a(process.env.DATABASE_URL ?? "postgres://app:canary@localhost/app");'),
    says: "quiet",
  },
  "a program, no secret": { files: program('a(process.env.LOG_LEVEL ?? "info", process.env.T ?? "");'), says: "quiet" },
  "a program, for the developer only": {
    files: program('cleanEnv(process.env, { JWT_SECRET: str({ devDefault: "lantern-808-canary" }) });'),
    says: "quiet",
  },
  "a program, a file": {
    files: program('a(process.env.DB_PASSWORD ?? readFileSync("/run/secrets/db_password", "utf8"));'),
    says: "quiet",
  },
  "an action's input": {
    files: {
      "action.yml":
        "name: x\ninputs:\n  api-token:\n    default: «lantern-808-canary»\nruns:\n  using: composite\n  steps: []\n",
    },
    says: "input",
  },
  "compose, :-": {
    files: environment("DB_PASSWORD: ${PW:-«lantern-808-canary»}"),
    says: "fallback",
    key: "DB_PASSWORD",
  },
  "compose, -": { files: environment("DB_PASSWORD: ${PW-«lantern-808-canary»}"), says: "fallback" },
  "compose, in a list": { files: environment('- "DB_PASSWORD=${PW:-«lantern-808-canary»}"'), says: "fallback" },
  "compose, nested": { files: environment("DB_PASSWORD: ${A:-${B:-«lantern-808-canary»}}"), says: "fallback" },
  "compose, guessable": { files: environment("POSTGRES_PASSWORD: ${PW:-«postgres»}"), says: "fallback" },
  "compose, inside a URL": {
    files: environment("DATABASE_URL: postgres://app:${PW:-«lantern808canary»}@db/app"),
    says: "fallback",
  },
  "compose, empty": { files: environment("DB_PASSWORD: ${PW:-}"), says: "quiet" },
  "compose, required": { files: environment("DB_PASSWORD: ${PW:?lantern-808-canary}"), says: "quiet" },
  "compose, another reference": { files: environment("DB_PASSWORD: ${PW:-${OTHER}}"), says: "quiet" },
  "compose, a harmless name": { files: environment("DB_USER: ${DB_USER:-app}"), says: "quiet" },
  "Dockerfile ENV": { files: dockerfile("ENV API_TOKEN=${API_TOKEN:-«quartz-lantern-canary»}"), says: "fallback" },
  "a workflow, an input": {
    files: { "action.yml": "inputs:\n  db-password:\n    default: «lantern-808-canary»\nruns:\n  using: composite\n" },
    says: "input",
    key: "db-password",
  },
  "a workflow, an input without a secret": {
    files: { "action.yml": "inputs:\n  token:\n    default: ${{ github.token }}\nruns:\n  using: composite\n" },
    says: "quiet",
  },
  "a workflow, an expression": {
    files: workflow("env:\n  DB_PASSWORD: ${{ secrets.PW || '«lantern-808-canary»' }}"),
    says: "input",
  },
  "a bake file": {
    files: {
      "docker-bake.hcl":
        'variable "DB_PASSWORD" { default = "«lantern-808-canary»" }\ntarget "app" { args = { V = "1" } }\n',
    },
    says: "input",
  },
  "a bake file, an empty default": {
    files: { "docker-bake.hcl": 'variable "NPM_TOKEN" {\n  default = ""\n}\ntarget "app" {}\n' },
    says: "quiet",
  },
  "a dev container": {
    files: { "devcontainer.json": '{"remoteEnv": {"DB_PASSWORD": "${localEnv:PW:«lantern-808-canary»}"}}\n' },
    says: "input",
  },
  "a playbook": {
    files: {
      "roles/db/tasks/main.yml":
        "- docker_container:\n    env:\n      DB_PASSWORD: \"{{ pw | default('«lantern-808-canary»') }}\"\n",
    },
    says: "input",
  },
  "env file": { files: { ".env": "DB_PASSWORD=${PW:-«lantern-808-canary»}\n" }, says: "fallback" },
});
