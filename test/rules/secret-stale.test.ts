import { secretStale } from "../../src/rules/secret-stale.ts";
import { engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(secretStale, {
  "an old secret of a swarm": {
    files: engine("secrets: {db_pw: null}\nages: {db_pw: 91}"),
    says: "swarm",
    severity: "low",
    key: "db_pw",
  },
  "an old secret of podman": {
    files: engine("podman: true\nsecrets: {db_pw: null}\nages: {db_pw: 400}"),
    says: "podman",
  },
  "just young enough": { files: engine("secrets: {db_pw: null}\nages: {db_pw: 90}"), says: "quiet" },
  "one of two": { files: engine("secrets: {a: null, b: null}\nages: {a: 91, b: 1}"), says: "swarm", key: "a" },
  "of unknown age": { files: engine("secrets: {db_pw: null}"), says: "quiet" },
});
