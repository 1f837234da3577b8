import { secretNotInMemory } from "../../src/rules/secret-not-in-memory.ts";
import { container, engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const swarm = "/uxy1vqmbu4ovi4214ekmoiocy";

const podmanStore = (path: string) =>
  engine(
    `secrets: {pw: ${path}}\ncontainers:\n  app:\n    files: {/run/secrets/other: "0400 0:0, ext4 rw, /var/lib/containers/storage/x/userdata/secrets/pw"}`,
  );

ruleTable(secretNotInMemory, {
  "a swarm's own mount": {
    files: container(`files: {/run/secrets/pw: "0400 0:0, tmpfs ro, ${swarm}"}`),
    says: "quiet",
  },
  "Docker 1.13: the folder is one tmpfs": {
    files: container('mounts: ["/run/secrets tmpfs ro"]', 'files: {/run/secrets/pw: "0400 0:0"}'),
    says: "quiet",
  },
  "a bind from a tmpfs of the host": {
    files: container('files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /deploy/pw"}'),
    says: "quiet",
  },
  "Compose's bind": {
    files: container("compose: shop", 'files: {/run/secrets/pw: "0644 0:0, ext4 ro, /srv/shop/pw"}'),
    says: "compose",
    severity: "medium",
    key: "/run/secrets/pw",
  },
  "podman's copy": {
    files: container(
      'files: {/run/secrets/pw: "0400 0:0, ext4 rw, /var/lib/containers/storage/x/userdata/secrets/pw"}',
    ),
    says: "podman",
    severity: "medium",
  },
  "podman's copy, by its name beside its driver's file": {
    files: podmanStore("/var/lib/containers/storage/secrets/filedriver"),
    says: "podman-store",
    severity: "medium",
    key: "/run/secrets/other",
  },
  "podman's copy of what another driver keeps": { files: podmanStore("null"), says: "podman" },
  "a bind by hand": {
    files: container('files: {/run/secrets/pw: "0400 0:0, xfs ro, /root/pw"}'),
    says: "bind",
    severity: "high",
  },
  "a bind on top of a tmpfs": {
    files: container('mounts: ["/run/secrets tmpfs rw"]', 'files: {/run/secrets/pw: "0400 0:0, ext4 ro, /root/pw"}'),
    says: "bind",
  },
  "a volume over the folder": {
    files: container('mounts: ["/run/secrets ext4 rw"]', 'files: {/run/secrets/pw: "0400 0:0"}'),
    says: "folder",
    severity: "high",
  },
  "the container's layer is another rule's": {
    files: container('files: {/run/secrets/pw: "0400 0:0"}'),
    says: "quiet",
  },
});
