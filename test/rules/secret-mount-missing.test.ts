import { secretMountMissing } from "../../src/rules/secret-mount-missing.ts";
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
  stopped: { files: container(...grants, "stopped: true"), says: "quiet" },
});
