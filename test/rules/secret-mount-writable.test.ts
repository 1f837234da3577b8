import { secretMountWritable } from "../../src/rules/secret-mount-writable.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(secretMountWritable, {
  "read-only": { files: container('files: {/run/secrets/pw: "0400 0:0, ext4 ro, /root/pw"}'), says: "quiet" },
  "a bind without :ro": {
    files: container('files: {/run/secrets/pw: "0400 0:0, ext4 rw, /root/pw"}'),
    says: "bind",
    severity: "high",
  },
  "podman's default": {
    files: container('files: {/run/secrets/pw: "0400 0:0, ext4 rw, /x/userdata/secrets/pw"}'),
    says: "podman",
    severity: "medium",
  },
  "a swarm's, by a bug of the engine": {
    files: container('files: {/run/secrets/pw: "0400 0:0, tmpfs rw, /uxy1vqmbu4ovi4214ekmoiocy"}'),
    says: "swarm",
  },
  "a tmpfs over the folder is there to be written to": {
    files: container('mounts: ["/run/secrets tmpfs rw"]', 'files: {/run/secrets/pw: "0400 0:0"}'),
    says: "quiet",
  },
});
