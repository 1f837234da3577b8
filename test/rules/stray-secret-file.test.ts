import { straySecretFile } from "../../src/rules/stray-secret-file.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

ruleTable(straySecretFile, {
  "written into the layer": { files: container('files: {/run/secrets/pw: "0600 0:0"}'), says: "layer" },
  "copied by Compose": { files: container("compose: shop", 'files: {/run/secrets/pw: "0444 0:0"}'), says: "compose" },
  "of the image": { files: container('files: {/run/secrets/pw: "0600 0:0, image"}'), says: "image" },
  "with a mount of its own": { files: container('files: {/run/secrets/pw: "0600 0:0, ext4 ro, /pw"}'), says: "quiet" },
  "underneath a mount": {
    files: container('mounts: ["/run tmpfs rw"]', 'layer: {/run/secrets/pw: "0600 0:0"}'),
    says: "underneath",
  },
  "in the layer of one that ended": {
    files: container("stopped: true", 'layer: {/run/secrets/pw: "0600 0:0"}'),
    says: "layer",
  },
  "in the layer and shown by the process: told once": {
    files: container('files: {/run/secrets/pw: "0600 0:0"}', 'layer: {/run/secrets/pw: "0600 0:0"}'),
    says: "layer",
  },
  "the registry credentials of use_api_socket": {
    files: container("compose: shop", 'files: {/run/secrets/docker/config.json: "0600 0:0"}'),
    says: "api-socket",
  },
  "in a tmpfs": {
    files: container('mounts: ["/run/secrets tmpfs rw"]', 'files: {/run/secrets/pw: "0600 0:0"}'),
    says: "quiet",
  },
});
