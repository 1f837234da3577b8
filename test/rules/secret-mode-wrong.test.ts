import { secretModeWrong } from "../../src/rules/secret-mode-wrong.ts";
import { service } from "../support/compose.ts";
import { swarmService } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const compose = (mode: string) => service(`secrets:\n  - {source: pw, target: pw, mode: ${mode}}`);
const swarm = (mode: string) => swarmService(`{source: pw, target: pw, uid: "0", gid: "0", mode: "${mode}"}`);

ruleTable(secretModeWrong, {
  octal: { files: compose("0440"), says: "quiet" },
  "quoted: Compose reads it as octal": { files: compose('"440"'), says: "quiet" },
  "none: the default": { files: service("secrets: [pw]"), says: "quiet" },
  "a decimal slip": { files: compose("440"), says: "slip", key: "/run/secrets/pw" },
  "a decimal slip in a running service": { files: swarm("1130"), says: "slip" },
  zero: { files: swarm("0000"), says: "zero" },
  "writable by all": { files: compose("0666"), says: "wide" },
  "a script has to be run": {
    files: service(
      "secrets:\n  - {source: pw, target: /docker-entrypoint-initdb.d/1-init.sh, mode: 0555}",
      "secrets:\n  pw:\n    external: true\n    name: pw_v1\n",
    ),
    says: "quiet",
  },
  "executable by its group": { files: compose("0450"), says: "wide" },
  "owner and mode of a file, which Compose ignores": {
    files: service(
      'secrets:\n  - «source: pw\n    uid: "999"\n    mode: 0400»',
      "secrets:\n  pw:\n    file: ./pw.txt\n",
    ),
    says: "ignored",
    severity: "medium",
  },
  "of the environment, which Compose heeds": {
    files: service('secrets:\n  - {source: pw, uid: "999", mode: 0400}', "secrets:\n  pw:\n    environment: PW\n"),
    says: "quiet",
  },
  "writable by its owner": { files: compose("0600"), says: "wide", severity: "low" },
});
