import { undefinedSecret } from "../../src/rules/undefined-secret.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";

const db = "secrets:\n  db:\n    file: ./canary.txt\n";

ruleTable(undefinedSecret, {
  "short form": { files: service("secrets: [«db»]"), says: "nowhere", severity: "high", key: "db" },
  "long form": { files: service("secrets:\n  - «source: db\n    target: canary»"), says: "nowhere" },
  "another one is defined": { files: service("secrets: [«dbs»]", db), says: "nowhere" },
  "a build's": {
    files: { ...service("build:\n  context: .\n  secrets: [«token»]"), Dockerfile: "FROM alpine:3.20\n" },
    says: "nowhere",
  },
  "two grants": { files: service("secrets: [«a», «b»]"), says: ["nowhere", "nowhere"] },
  defined: { files: service("secrets: [db]", db), says: "quiet" },
  external: { files: service("secrets: [db]", "secrets:\n  db:\n    external: true\n"), says: "quiet" },
  "defined with nothing": { files: service("secrets: [db]", "secrets:\n  db:\n"), says: "quiet" },
  "defined in the file for production": {
    files: { ...service("secrets: [db]"), "compose.prod.yaml": db },
    says: "quiet",
  },
  "defined in a folder above": {
    files: {
      "compose.yaml": db,
      "api/compose.yaml": "services:\n  app:\n    image: example/app:1\n    secrets: [db]\n",
    },
    says: "quiet",
  },
  "an include that cannot be read": {
    files: {
      "compose.yaml": "include: https://example.net/a.yaml\nservices:\n  app:\n    image: x\n    secrets: [db]\n",
    },
    says: "quiet",
  },
  "a file that needs networks of another one": {
    files: service("networks: [backend]\nsecrets: [db]"),
    says: "quiet",
  },
  "`secrets:` too far to the right": {
    files: service("networks: [backend]\nsecrets: [«db»]", `  secrets:\n    db:\n      external: true\n`),
    says: "misplaced",
    related: ["compose.yaml"],
  },
  "a service that happens to be called so": {
    files: service("secrets: [«db»]", "  secrets:\n    image: example/canary:1\n"),
    says: "nowhere",
  },
  "networks of its own": {
    files: service("networks: [backend]\nsecrets: [«db»]", "networks:\n  backend:\n"),
    says: "nowhere",
  },
  "the network that every service has": { files: service("networks:\n  default:\nsecrets: [«db»]"), says: "nowhere" },
  "a name that is a variable": { files: service("secrets: ['${CANARY}']"), says: "quiet" },
  "a Dockerfile's own mount": {
    files: { Dockerfile: "FROM alpine:3.20\nRUN --mount=type=secret,id=token true\n" },
    says: "quiet",
  },
});
