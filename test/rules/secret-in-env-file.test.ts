import { secretInEnvFile } from "../../src/rules/secret-in-env-file.ts";
import { ruleTable } from "../support/rule-table.ts";

const token = `glpat-${["canary7Kp2", "mQ9vT4bR8n"].join("")}`;

ruleTable(secretInEnvFile, {
  unquoted: {
    files: { ".env": "DB_PASSWORD=«lantern808canary»\n" },
    says: "file",
    severity: "medium",
    key: "DB_PASSWORD",
  },
  quoted: { files: { ".env.production": "SMTP_PASS='«lantern808canary»'\n" }, says: "file" },
  "after export": { files: { "prod.env": `export AWS_SECRET_ACCESS_KEY=«${"c4nAry/Zq+".repeat(4)}»\n` }, says: "file" },
  "tracked by git": {
    files: { ".env": "DB_PASSWORD=«lantern808canary»\n" },
    tracked: [".env"],
    says: "tracked",
    severity: "high",
  },
  "after a comment sign, a live token": { files: { ".env": `# OLD_TOKEN=«${token}»\nPORT=80\n` }, says: "commented" },
  "after a comment sign, an example": { files: { ".env": "# DB_PASSWORD=lantern808canary\n" }, says: "quiet" },
  CRLF: { files: { ".env": "A=1\r\nDB_PASSWORD=«lantern808canary»\r\nB=2\r\n" }, says: "file" },
  "with an inline comment": { files: { ".env": "DB_PASSWORD=«lantern808canary» # prod\n" }, says: "file" },
  "several lines": { files: { ".env": 'A="x\ny"\nDB_PASSWORD=«lantern808canary»\n' }, says: "file" },
  "a URL is another rule's": {
    files: { ".env": "MONGO_URI=mongodb://root:lantern808canary@mongo:27017\n" },
    says: "quiet",
  },
  empty: { files: { ".env": "DB_PASSWORD=\nENABLED=1\n" }, says: "quiet" },
  reference: { files: { ".env": "DB_PASSWORD=${VAULT_DB_PASSWORD}\n" }, says: "quiet" },
  publishable: { files: { ".env": "STRIPE_PUBLISHABLE_KEY=pk_test_demo\n" }, says: "quiet" },
  "a placeholder in a template": { files: { ".env.example": "DB_PASSWORD=<your password here>\n" }, says: "quiet" },
  "named by a compose file": {
    files: {
      "compose.yaml": "services:\n  app:\n    image: x\n    env_file: conf/production.txt\n",
      "conf/production.txt": "DB_PASSWORD=«lantern808canary»\n",
    },
    says: "file",
  },
});
