import { describe, expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { secretInUrl } from "../../src/rules/secret-in-url.ts";
import { environment } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";
import { sightingsOf } from "../support/sightings.ts";
import { workflow } from "../support/workflow.ts";

const dockerfile = (line: string) => ({ Dockerfile: `FROM alpine:3.20\n${line}\n` });
const token = `glpat-${["canary7Kp2", "mQ9vT4bR8n"].join("")}`;

ruleTable(secretInUrl, {
  ENV: {
    files: dockerfile("ENV DATABASE_URL=postgres://app:«winterfox88canary»@db:5432/app"),
    says: "bound",
    key: "DATABASE_URL",
  },
  "without a user": { files: dockerfile("ENV REDIS_URL=redis://:«copperkettle5canary»@cache:6379/0"), says: "bound" },
  compose: { files: environment("CELERY_BROKER: amqp://worker:«brassbell9canary»@mq:5672//"), says: "bound" },
  "env file": { files: { ".env": "MONGO_URI=mongodb://root:«lantern808canary»@mongo:27017\n" }, says: "bound" },
  "build argument": {
    files: dockerfile("ARG PIP_INDEX_URL=https://ci:«lantern808canary»@pypi.example.net/simple"),
    says: "bound",
  },
  guessable: { files: environment("DATABASE_URL: postgres://postgres:«postgres»@db/app"), says: "bound" },
  "git clone": {
    files: dockerfile(`RUN git clone https://oauth2:«${token}»@gitlab.example.net/g/r.git`),
    says: "command",
  },
  "pip's index": {
    files: dockerfile("RUN pip install --extra-index-url https://ci:«winterfox88canary»@pypi.example.net/simple x"),
    says: "command",
  },
  "a script": {
    files: { "deploy.sh": "curl http://admin:«lantern808canary»@grafana.example.net/api\n" },
    says: "command",
  },
  ADD: { files: dockerfile("ADD https://ci:«winterfox88canary»@files.example.net/tool.tgz /opt/"), says: "download" },
  "a workflow": {
    files: workflow("env:\n  DATABASE_URL: postgres://app:«lantern808canary»@db.example.net/app"),
    says: "bound",
    severity: "high",
  },
  "a workflow, on the machine of the job": {
    files: workflow("env:\n  DATABASE_URL: postgres://app:«lantern808canary»@localhost:5432/app"),
    says: "bound",
    severity: "low",
  },
  "a workflow, a plain word there": {
    files: workflow("env:\n  DATABASE_URL: postgres://app:canarybird@127.0.0.1:5432/app"),
    says: "quiet",
  },
  "a workflow, a step": {
    files: workflow("steps:\n  - run: git clone https://ci:«lantern808canary»@git.example.net/a.git"),
    says: "command",
  },
  "references only": { files: environment("DATABASE_URL: postgresql://${U:?u}:${P:?p}@db/app"), says: "quiet" },
  "a user only": { files: environment("DATABASE_URL: postgresql://app@db/app"), says: "quiet" },
  "an endpoint": { files: dockerfile("ENV TOKEN_URL=https://idp.example.net/oauth/token"), says: "quiet" },
  "a public DSN": { files: environment("SENTRY_DSN: https://o1.ingest.example.net/2"), says: "quiet" },
  "a scoped package": { files: dockerfile("RUN npm i https://registry.example.net/@scope/pkg"), says: "quiet" },
  "in a program": {
    files: { "db.ts": 'export const db = { url: "postgres://app:«lantern808canary»@db/app", user: process.env.U };\n' },
    says: "bound",
  },
  "in a program, of the developer's own machine": {
    files: { "db.ts": 'const own = "postgres://app:«lantern808canary»@localhost/app";\n' },
    says: "bound",
    severity: "low",
  },
  "in a program, plain words of the developer's own machine": {
    files: { "db.ts": 'const own = "postgres://postgres:postgres@localhost:5432/canary";\n' },
    says: "quiet",
  },
  "in any text of a program": {
    files: {
      "db.js": [
        "new MongoClient('mongodb://shop:«lantern808canary»@mongo:27017/shop');",
        "new Sequelize('postgres://shop:«lantern808canary»@db/shop');",
        "amqplib.connect('amqp://shop:«lantern808canary»@mq');",
        "axios.get(`https://shop:«lantern808canary»@api.example.org/${id}`);",
        "const urls = ['redis://:«lantern808canary»@cache:6379'];",
        "class A { url = 'mysql://shop:«lantern808canary»@db/shop'; }",
        "const f = (url = 'mysql://shop:«lantern808canary»@db/shop') => url;",
        "const g = () => 'mysql://shop:«lantern808canary»@db/shop';",
        "mongoose.connect('mongodb+srv://shop:«lantern808canary»@cluster0.abcde.mongodb.net/shop');",
      ].join("\n"),
    },
    says: Array(9).fill("bound"),
  },
});

describe("what to do instead is reported where the command runs", () => {
  const url = "http://admin:lantern808canary@grafana.example.net/api";
  it.each([
    ["Dockerfile", `FROM alpine:3.20\nRUN curl ${url}\n`, "RUN --mount=type=secret,id=netrc,target=/root/.netrc …"],
    ["deploy.sh", `curl ${url}\n`, "curl --netrc-file ./secrets/netrc …"],
    ["deploy.sh", `import-dashboards ${url}\n`, undefined],
  ])("%s: %s", async (file, text, paste) => {
    const [finding] = applyRules([secretInUrl], new JudgedWorld(await sightingsOf({ [file]: text }, new Set())));
    expect(finding?.paste[0]).toBe(paste);
    if (file !== "Dockerfile") expect(finding?.instead).not.toContain("mount");
  });
});
