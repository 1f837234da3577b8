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
  "a harmless output": { files: container("health: [ok]"), says: "quiet" },
});
