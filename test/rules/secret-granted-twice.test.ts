import { secretGrantedTwice } from "../../src/rules/secret-granted-twice.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";

const outside = "secrets:\n  p:\n    external: true\n";
const twice = (first: string, second: string) => service(`secrets:\n  - ${first}\n  - ${second}`, outside);

ruleTable(secretGrantedTwice, {
  "mode, and the default": {
    files: twice("{source: p, target: a, mode: 0400}", "«p»"),
    says: "twice",
    severity: "high",
    key: "p",
  },
  "two modes": { files: twice("{source: p, mode: 0400}", "«{source: p, target: b, mode: 0440}»"), says: "twice" },
  "two owners": { files: twice('{source: p, uid: "1"}', '«{source: p, target: b, uid: "2"}»'), says: "twice" },
  "two groups": { files: twice('{source: p, gid: "1"}', '«{source: p, target: b, gid: "2"}»'), says: "twice" },
  "a stack's file": {
    files: {
      "stack.yml": service("secrets:\n  - {source: p, mode: 0400}\n  - «p»", "secrets:\n  p:\n    file: ./canary\n")[
        "compose.yaml"
      ],
    },
    says: "twice",
  },
  "Compose ignores them of a file": {
    files: service("secrets:\n  - {source: p, mode: 0400}\n  - p", "secrets:\n  p:\n    file: ./canary\n"),
    says: "quiet",
  },
  "the same owner and mode": {
    files: twice("{source: p, mode: 0400}", "{source: p, target: b, mode: 0400}"),
    says: "quiet",
  },
  "the default, written out": { files: twice("{source: p, mode: 0444}", "{source: p, target: b}"), says: "quiet" },
  "two secrets": { files: twice("{source: p, mode: 0400}", "q"), says: "quiet" },
  "two services": {
    files: {
      "compose.yaml": `services:\n  a:\n    image: x\n    secrets: [p]\n  b:\n    image: x\n    secrets: [{source: p, mode: 0400}]\n${outside}`,
    },
    says: "quiet",
  },
  once: { files: service("secrets: [{source: p, mode: 0400}]", outside), says: "quiet" },
});
