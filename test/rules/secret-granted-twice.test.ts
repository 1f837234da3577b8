import { secretGrantedTwice } from "../../src/rules/secret-granted-twice.ts";
import { service } from "../support/compose.ts";
import { swarmService } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(secretGrantedTwice, {
  "two modes": {
    files: service("secrets:\n  - {source: pw, target: a, mode: 0400}\n  - «{source: pw, target: b}»"),
    says: "twice",
    key: "pw",
  },
  "equal ones": { files: service("secrets:\n  - {source: pw, target: a}\n  - {source: pw, target: b}"), says: "quiet" },
  "two secrets": { files: service("secrets:\n  - {source: a, mode: 0400}\n  - b"), says: "quiet" },
  "a swarm's service": {
    files: swarmService(
      '{source: pw, target: a, uid: "0", gid: "0", mode: "0400"}',
      '{source: pw, target: b, uid: "9", gid: "0", mode: "0400"}',
    ),
    says: "twice",
  },
});
