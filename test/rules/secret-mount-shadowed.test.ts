import { secretMountShadowed } from "../../src/rules/secret-mount-shadowed.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";

const pg = "secrets:\n  pg:\n    file: ./canary\n";
const granted = (body: string) => service(`${body}\nsecrets: [pg]`, pg);

ruleTable(secretMountShadowed, {
  "a tmpfs": { files: granted("tmpfs: [«/run/secrets/pg»]"), says: "folder", severity: "high", key: "/run/secrets/pg" },
  "a volume": {
    files: granted("volumes: ['«canary:/run/secrets/pg»']".replace("'«", "«'").replace("»'", "'»")),
    says: "folder",
  },
  "a file": { files: granted("volumes:\n  - «./canary:/run/secrets/pg:ro»"), says: "file" },
  "at a target of its own": {
    files: service("tmpfs: [«/etc/pg»]\nsecrets:\n  - source: pg\n    target: /etc/pg", pg),
    says: "folder",
  },
  "a tmpfs over /run hides nothing": { files: granted("tmpfs: [/run]"), says: "quiet" },
  "a tmpfs over the folder hides nothing": { files: granted("tmpfs: [/run/secrets]"), says: "quiet" },
  "a volume over the folder hides nothing": { files: granted("volumes: ['canary:/run/secrets']"), says: "quiet" },
  "another secret's path": { files: granted("tmpfs: [/run/secrets/other]"), says: "quiet" },
  "no grant": { files: service("tmpfs: [/run/secrets/pg]"), says: "quiet" },
  "another folder": { files: granted("tmpfs: [/tmp]"), says: "quiet" },
});
