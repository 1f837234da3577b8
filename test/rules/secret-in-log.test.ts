import { secretInLog } from "../../src/rules/secret-in-log.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(secretInLog, {
  "a health check that prints the environment": {
    files: container('health: ["HOME=/root\\nDB_PASSWORD=orchid-42-canary\\n"]'),
    says: "health",
    severity: "medium",
    key: "DB_PASSWORD",
  },
  "a URL": { files: container("health: ['no route to amqp://a:winterfox-88-canary@mq']"), says: "health" },
  "a program that prints its environment": { files: { "a.ts": "console.log(«process.env»);\n" }, says: "environment" },
  "all of it as JSON": { files: { "a.js": "log.info(JSON.stringify(«process.env»));\n" }, says: "environment" },
  "a program that prints a secret": {
    files: { "a.ts": "const pw = process.env.DB_PASSWORD;\nconsole.log(`pw ${«pw»}`);\n" },
    says: "printed",
    key: "DB_PASSWORD",
  },
  "a secret inside what is printed": {
    files: { "a.ts": "const c = { port: 1, token: process.env.API_TOKEN };\nlogger.debug(«c»);\n" },
    says: "printed",
  },
  "whether it is set": { files: { "a.ts": 'console.log("set:", !!process.env.DB_PASSWORD);\n' }, says: "quiet" },
  "names alone": { files: { "a.ts": "console.log(Object.keys(process.env));\n" }, says: "quiet" },
  "no secret": { files: { "a.ts": "console.log(process.env.PORT);\n" }, says: "quiet" },
  "a harmless output": { files: container("health: [ok]"), says: "quiet" },
});
