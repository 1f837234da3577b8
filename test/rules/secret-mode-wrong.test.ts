import { secretModeWrong } from "../../src/rules/secret-mode-wrong.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";

const outside = "secrets:\n  p:\n    external: true\n";
const file = "secrets:\n  p:\n    file: ./canary\n";
const environment = "secrets:\n  p:\n    environment: CANARY\n";
const grant = (lines: string, more = "") => `secrets:\n  - «source: p\n    ${lines}»${more}`;
const fine = (lines: string, more = "") => `secrets:\n  - source: p\n    ${lines}${more}`;

ruleTable(secretModeWrong, {
  "a decimal slip": { files: service(grant("mode: 440"), outside), says: "decimal", severity: "high", key: "p" },
  "a decimal slip on a file": { files: service(grant("mode: 400"), file), says: "decimal" },
  octal: { files: service(fine("mode: 0440"), outside), says: "quiet" },
  "octal, as YAML 1.2 writes it": { files: service(fine("mode: 0o440"), outside), says: "quiet" },
  "in quotes": { files: service(fine('mode: "0440"'), outside), says: "quiet" },
  "in quotes without zero": { files: service(fine('mode: "440"'), outside), says: "quiet" },
  nothing: { files: service(grant("mode: 0"), outside), says: "nobody" },
  "nobody may read": { files: service(grant("mode: 0200"), outside), says: "nobody" },
  writable: { files: service(grant("mode: 0640"), outside), says: "loose", severity: "medium" },
  executable: { files: service(grant("mode: 0555"), outside), says: "loose" },
  "readable by all, beside a user": {
    files: service(grant("mode: 0444", "\nuser: '1000:1000'"), outside),
    says: "world",
    severity: "low",
  },
  "readable by all, as root": { files: service(fine("mode: 0444"), outside), says: "quiet" },
  "ignored by Compose": {
    files: service(grant('uid: "999"\n    mode: 0400'), file),
    says: "ignored",
    severity: "medium",
  },
  "the group alone": { files: service(grant('gid: "999"'), file), says: "ignored" },
  "a stack's": { files: { "stack.yml": service(fine("mode: 0400"), file)["compose.yaml"] }, says: "quiet" },
  "a stack's, by what it deploys": {
    files: service(fine("mode: 0400", "\ndeploy:\n  placement:\n    constraints: [node.role == manager]"), file),
    says: "quiet",
  },
  "limits alone make no stack": {
    files: service(grant("mode: 0400", "\ndeploy:\n  resources:\n    limits:\n      memory: 1G"), file),
    says: "ignored",
  },
  "honoured from the environment": { files: service(fine('uid: "10"\n    mode: 0440'), environment), says: "quiet" },
  "no mode": { files: service(fine("target: canary"), file), says: "quiet" },
});
