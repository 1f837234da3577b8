import { secretNeighbour } from "../../src/rules/secret-neighbour.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const beside = (...lines: string[]) => {
  const files = container(...lines);
  const db = '  db:\n    files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}\n';
  return { "engine.yaml": files["engine.yaml"] + db };
};

ruleTable(secretNeighbour, {
  "the containers' folder, read-only": {
    files: beside('binds: ["/var/lib/docker/containers:/logs:ro"]'),
    says: "engine-data",
    severity: "critical",
    key: "/logs",
  },
  "a parent of the data root": { files: beside('binds: ["/var/lib:/host:ro"]'), says: "engine-data" },
  "the host": { files: beside('binds: ["/:/host:ro"]'), says: "host-root" },
  "the host's processes": { files: beside('binds: ["/proc:/host/proc:ro"]'), says: "host-proc" },
  "the host's processes, without capabilities": {
    files: beside('binds: ["/proc:/host/proc:ro"]', "capabilities: none"),
    says: "quiet",
  },
  "the socket": { files: beside('binds: ["/var/run/docker.sock:/var/run/docker.sock"]'), says: "engine-socket" },
  "the folder of the socket": { files: beside('binds: ["/run:/host/run:ro"]'), says: "engine-socket" },
  "the socket, without capabilities": {
    files: beside('binds: ["/run/docker.sock:/s"]', "capabilities: none"),
    says: "engine-socket",
  },
  "pid: host": { files: beside("pid: host"), says: "pid" },
  "the pid namespace of one container": { files: beside("pid: container:db"), says: "quiet" },
  "another user": { files: beside('user: "1000:1000"', 'binds: ["/:/host:ro"]'), says: "quiet" },
  "a volume's folder": { files: beside('binds: ["/var/lib/docker/volumes/x/_data:/x"]'), says: "quiet" },
  "nobody near has a secret": { files: container('binds: ["/:/host:ro"]'), says: "quiet" },
});
