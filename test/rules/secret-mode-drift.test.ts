import { secretModeDrift } from "../../src/rules/secret-mode-drift.ts";
import { service } from "../support/compose.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const grant = (target: string, mode: string, id = "0") =>
  `  - {source: pw, target: ${target}, uid: "${id}", gid: "${id}", mode: "${mode}"}`;
const file = (path: string, is: string) => `files: {${path}: "${is}, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}`;

ruleTable(secretModeDrift, {
  "as declared": {
    files: container("grants:", grant("pw", "0400", "999"), file("/run/secrets/pw", "0400 999:999")),
    says: "quiet",
  },
  "another mode": {
    files: container("grants:", grant("pw", "0400"), file("/run/secrets/pw", "0444 0:0")),
    says: "drift",
    key: "/run/secrets/pw",
  },
  "another owner": {
    files: container("grants:", grant("pw", "0400", "999"), file("/run/secrets/pw", "0400 0:0")),
    says: "drift",
  },
  "the bits that no engine sets": {
    files: container("grants:", grant("pw", "4755"), file("/run/secrets/pw", "0755 0:0")),
    says: "quiet",
  },
  "granted twice": {
    files: container(
      "grants:",
      grant("strict", "0400", "999"),
      grant("loose", "0444"),
      file("/run/secrets/strict", "0444 0:0"),
    ),
    says: "twice",
  },
  "a stack whose file changed since": {
    files: {
      ...service("secrets: [{source: pw, target: pw, mode: 0400}]", "secrets: {pw: {external: true}}"),
      ...container("from: compose.yaml#app", "grants:", grant("pw", "0444"), file("/run/secrets/pw", "0444 0:0")),
    },
    says: "stale",
  },
  "a stack whose file names no mode, which is 0444": {
    files: {
      ...service("secrets: [pw]", "secrets: {pw: {external: true}}"),
      ...container("from: compose.yaml#app", "grants:", grant("pw", "0400"), file("/run/secrets/pw", "0400 0:0")),
    },
    says: "stale",
  },
  "a stack as its file declares": {
    files: {
      ...service("secrets: [pw]", "secrets: {pw: {external: true}}"),
      ...container("from: compose.yaml#app", "grants:", grant("pw", "0444"), file("/run/secrets/pw", "0444 0:0")),
    },
    says: "quiet",
  },
  "a target elsewhere": {
    files: container("grants:", grant("/etc/pw", "0400"), file("/etc/pw", "0440 0:0")),
    says: "drift",
  },
  "Compose ignores what its file says": {
    files: {
      ...service("secrets:\n  - {source: pw, target: pw, uid: '1000', mode: 0400}"),
      ...container("compose: shop", "from: compose.yaml#app", 'files: {/run/secrets/pw: "0644 0:0, ext4 ro, /srv/pw"}'),
    },
    says: "ignored",
    key: "/run/secrets/pw",
  },
  "Compose, and the host's file happens to agree": {
    files: {
      ...service("secrets:\n  - {source: pw, target: pw, mode: 0400}"),
      ...container("compose: shop", "from: compose.yaml#app", 'files: {/run/secrets/pw: "0400 0:0, ext4 ro, /srv/pw"}'),
    },
    says: "quiet",
  },
  "not there at all": { files: container("grants:", grant("pw", "0400"), "files: {}"), says: "quiet" },
});
