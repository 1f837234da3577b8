import { secretUnreadable } from "../../src/rules/secret-unreadable.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const row = (user: string, is: string, ...more: string[]) =>
  container(`user: "${user}"`, `files: {/run/secrets/pw: "${is}, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}`, ...more);

ruleTable(secretUnreadable, {
  "root reads what is not its own": { files: row("0:0", "0400 999:999"), says: "quiet" },
  "root without capabilities does not": { files: row("0:0", "0400 999:999", "capabilities: none"), says: "denied" },
  "root without capabilities reads its own": { files: row("0:0", "0400 0:0", "capabilities: none"), says: "quiet" },
  "the owner": { files: row("999:999", "0400 999:999"), says: "quiet" },
  "somebody else": { files: row("1000:1000", "0400 0:0"), says: "denied", key: "/run/secrets/pw" },
  "its group": { files: row("1000:999", "0440 0:999"), says: "quiet" },
  "one of its further groups": { files: row("1000:1000,998,999", "0440 0:999"), says: "quiet" },
  "the owner without the right is not helped by the others'": { files: row("999:999", "0044 999:0"), says: "denied" },
  "open to all": { files: row("1000:1000", "0444 0:0"), says: "quiet" },
  "a Compose secret: its file on the host": {
    files: container('user: "1000:1000"', "compose: shop", 'files: {/run/secrets/pw: "0600 0:0, ext4 ro, /srv/pw"}'),
    says: "denied",
  },
  "root of a user namespace reads what its own users have": {
    files: row("0:0", "0400 101000:101000", "namespace: 100000"),
    says: "quiet",
  },
  "root of a user namespace does not read what is the host's": {
    files: row("0:0", "0600 0:0", "namespace: 100000"),
    says: "denied",
  },
  "nor what belongs to the host's nobody, anyone who it is itself": {
    files: row("65534:65534", "0640 0:0", "namespace: 100000"),
    says: "denied",
  },
  "what the host opens to all": { files: row("0:0", "0644 0:0", "namespace: 100000"), says: "quiet" },
  "a podman secret": {
    files: container('user: "1000:1000"', 'files: {/run/secrets/pw: "0400 0:0, ext4 rw, /x/userdata/secrets/pw"}'),
    says: "denied",
  },
});
