import { secretResidue } from "../../src/rules/secret-residue.ts";
import { engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const value = "larkspur-canary-1";
const holder = `containers:\n  db:\n    files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, ${value}"}\n`;

ruleTable(secretResidue, {
  "the value in previous settings": {
    files: engine(`${holder}services: {api: {previous: ["NOTE=${value}"]}}`),
    says: "spec",
    severity: "high",
  },
  "a secret by its name in previous settings": {
    files: engine("services: {api: {previous: [DB_PASSWORD=orchid-42-canary]}}"),
    says: "named",
    severity: "medium",
  },
  "both: told once": { files: engine(`${holder}services: {api: {previous: ["DB_PASSWORD=${value}"]}}`), says: "spec" },
  "the same in the settings": {
    files: engine("services: {api: {env: [DB_PASSWORD=orchid-42-canary], previous: [DB_PASSWORD=orchid-42-canary]}}"),
    says: "quiet",
  },
  "a path in previous settings": {
    files: engine("services: {api: {previous: [DB_PASSWORD_FILE=/run/secrets/pw]}}"),
    says: "quiet",
  },
  "a container that has stopped": {
    files: engine(`${holder}  old:\n    stopped: true\n    env: ["X=${value}"]`),
    says: "container",
  },
  "an ended task": { files: engine(`${holder}services: {api: {}}\nended: {api: {env: ["X=${value}"]}}`), says: "task" },
  "a file of a layer": { files: engine(`${holder}  web:\n    holds: {/etc/app.conf: "pw=${value}"}`), says: "copy" },
});
