import { secretNotVersioned } from "../../src/rules/secret-not-versioned.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";

const top = (text: string) => `secrets:\n  ${text}\n`;
const stack = (text: string) => ({ "stack.yml": service("secrets: [p]", top(text))["compose.yaml"] });
const at = (path: string, text: string) => ({ [path]: service("secrets: [p]", top(text))["compose.yaml"] });
const placed = "deploy:\n  placement:\n    constraints: [node.role == manager]\nsecrets: [p]";

ruleTable(secretNotVersioned, {
  external: {
    files: service("secrets: [db]", top("«db:\n    external: true»")),
    says: "unversioned",
    severity: "info",
    key: "db",
  },
  "with owner and mode": {
    files: service('secrets: [{source: db, target: canary, uid: "9", mode: 0400}]', top("«db:\n    external: true»")),
    says: "unversioned",
  },
  "a name of its own": {
    files: service("secrets: [p]", top("«p:\n    external: true\n    name: canary»")),
    says: "unversioned",
  },
  "a stack's file": { files: stack("«p:\n    file: ./canary»"), says: "unversioned" },
  "a stack by what it deploys": { files: service(placed, top("«p:\n    file: ./canary»")), says: "unversioned" },
  "a number": { files: service("secrets: [db_v2]", top("db_v2:\n    external: true")), says: "quiet" },
  "a date": { files: service("secrets: [x]", top("db-2026-01-31:\n    external: true")), says: "quiet" },
  "a number in its own name": {
    files: service("secrets: [p]", top("p:\n    external: true\n    name: canary_v3")),
    says: "quiet",
  },
  "a variable in its own name": {
    files: service("secrets: [p]", top("p:\n    external: true\n    name: p_${VERSION}")),
    says: "quiet",
  },
  "in a stack's folder": { files: at("web-stack/compose.yaml", "«p:\n    file: ./canary»"), says: "unversioned" },
  "what Compose starts, in a folder about stacks": {
    files: at("stack-3/compose.test.yaml", "p:\n    file: ./canary"),
    says: "quiet",
  },
  "no stack": { files: service("secrets: [p]", top("p:\n    file: ./canary")), says: "quiet" },
  "limits only make no stack": {
    files: service("deploy:\n  resources:\n    limits:\n      memory: 1G\nsecrets: [p]", top("p:\n    file: ./canary")),
    says: "quiet",
  },
});
