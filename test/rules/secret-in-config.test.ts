import { secretInConfig } from "../../src/rules/secret-in-config.ts";
import { ruleTable } from "../support/rule-table.ts";

const config = (...lines: string[]) => ({
  "compose.yaml": `services:\n  app:\n    image: x\n    configs: [c]\nconfigs:\n  c:\n    content: |\n${lines.map((line) => `      ${line}\n`).join("")}`,
});

ruleTable(secretInConfig, {
  "name=value": { files: config("host=db", "db_password=«brassbell9canary»"), says: "content", key: "db_password" },
  ini: { files: config("[db]", "password = «brassbell9canary»"), says: "content" },
  yaml: { files: config("db:", "  password: «brassbell9canary»"), says: "content" },
  json: { files: config('{"db": {"password": "«brassbell9canary»"}}'), says: "content" },
  "two of them": {
    files: config("password = «brassbell9canary»", "api_token = «quartzlanterncanary7»"),
    says: ["content", "content"],
  },
  "an interpolated one": { files: config("password = ${DB_PASSWORD}"), says: "quiet" },
  "nothing secret": { files: config("listen 80;", "root /srv;", "token_ttl = 900"), says: "quiet" },
  "a file written by COPY": {
    files: { Dockerfile: "FROM alpine\nCOPY <<CFG /etc/app.ini\n[db]\npassword = «brassbell9canary»\nCFG\n" },
    says: "imageFile",
    severity: "high",
  },
  "a file written in a stage that is left after": {
    files: {
      Dockerfile: "FROM alpine AS b\nCOPY <<CFG /etc/app.ini\npassword = «brassbell9canary»\nCFG\nFROM alpine\n",
    },
    says: "imageFile",
    severity: "medium",
  },
  "a file written by RUN": {
    files: {
      Dockerfile: "FROM alpine\nRUN <<EOT\ncat > /etc/app.conf <<CFG\ndb_password=«brassbell9canary»\nCFG\nEOT\n",
    },
    says: "imageFile",
  },
});
