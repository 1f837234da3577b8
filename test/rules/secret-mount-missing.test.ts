import { secretMountMissing } from "../../src/rules/secret-mount-missing.ts";
import { service } from "../support/compose.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const grants = ["grants:", '  - {source: pw, target: pw, uid: "0", gid: "0", mode: "0400"}'];
const swarm = "tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy";

ruleTable(secretMountMissing, {
  "there it is": { files: container(...grants, `files: {/run/secrets/pw: "0400 0:0, ${swarm}"}`), says: "quiet" },
  "nothing there": { files: container(...grants, "files: {}"), says: "absent", key: "/run/secrets/pw" },
  "a file of a tmpfs above it": {
    files: container(...grants, 'mounts: ["/run tmpfs rw"]', 'files: {/run/secrets/pw: "0400 0:0"}'),
    says: "covered",
  },
  "a file of the layer": { files: container(...grants, 'files: {/run/secrets/pw: "0400 0:0"}'), says: "covered" },
  "not looked at": { files: container(...grants, "unseen: needs root"), says: "quiet" },
  "a Compose service without the secret its file grants": {
    files: { ...service("secrets: [pw]"), ...container("compose: shop", "from: compose.yaml#app", "files: {}") },
    says: "absent",
  },
  "a Compose service with it": {
    files: {
      ...service("secrets: [pw]"),
      ...container("compose: shop", "from: compose.yaml#app", 'files: {/run/secrets/pw: "0400 0:0, ext4 ro, /srv/pw"}'),
    },
    says: "quiet",
  },
  stopped: { files: container(...grants, "stopped: true"), says: "quiet" },
});
