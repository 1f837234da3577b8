import { swarmUnlocked } from "../../src/rules/swarm-unlocked.ts";
import { container, engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(swarmUnlocked, {
  "a swarm without autolock": { files: engine("autolock: false"), says: "unlocked", key: "autolock", severity: "info" },
  "a swarm with autolock": { files: engine("autolock: true"), says: "quiet" },
  "no manager": { files: container("env: [A=b]"), says: "quiet" },
  "a container whose variable is called so": { files: container("env: [AUTOLOCK=false]"), says: "quiet" },
});
