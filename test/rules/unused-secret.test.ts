import { unusedSecret } from "../../src/rules/unused-secret.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";

const top = (...names: string[]) => `secrets:\n${names.map((name) => `  ${name}:\n    file: ./canary\n`).join("")}`;
const unused = "secrets:\n  «db:\n    file: ./canary»\n";

ruleTable(unusedSecret, {
  "granted to nobody": { files: service("user: '1'", unused), says: "unused", severity: "low", key: "db" },
  "another is granted": {
    files: service("secrets: [a]", "secrets:\n  a:\n    file: ./canary\n  «db:\n    file: ./canary»\n"),
    says: "unused",
  },
  "from the environment": {
    files: service("user: '1'", "secrets:\n  «db:\n    environment: CANARY»\n"),
    says: "unused",
  },
  external: { files: service("user: '1'", "secrets:\n  «db:\n    external: true»\n"), says: "unused" },
  granted: { files: service("secrets: [db]", top("db")), says: "quiet" },
  "granted in the long form": {
    files: service("secrets:\n  - source: db\n    target: canary", top("db")),
    says: "quiet",
  },
  "granted to a build": { files: service("build:\n  context: .\n  secrets: [db]", top("db")), says: "quiet" },
  "granted under a misspelt name": { files: service("secrets: [dbs]", top("db")), says: "quiet" },
  "granted in the file for production": {
    files: { ...service("user: '1'", top("db")), "compose.prod.yaml": "services:\n  app:\n    secrets: [db]\n" },
    says: "quiet",
  },
  "pointed at without a grant is another rule's": {
    files: service("environment:\n  DB_PASSWORD_FILE: /run/secrets/db", top("db")),
    says: "quiet",
  },
  "a file of secrets only": { files: { "compose.secrets.yaml": top("db") }, says: "quiet" },
  "an include that cannot be read": {
    files: {
      "compose.yaml": `include: https://example.net/a.yaml\nservices:\n  app:\n    image: x\n${top("db")}`,
    },
    says: "quiet",
  },
  "a grant whose name is a variable": { files: service("secrets: ['${CANARY}']", top("db")), says: "quiet" },
});
