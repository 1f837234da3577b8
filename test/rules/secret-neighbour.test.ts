import { secretNeighbour } from "../../src/rules/secret-neighbour.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const beside = (...lines: string[]) => {
  const files = container(...lines);
  const db = '  db:\n    files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}\n';
  return { "engine.yaml": files["engine.yaml"] + db };
};

const second = (file: string, ...lines: string[]) =>
  `  db:\n    files: {${file}}\n${lines.map((line) => `    ${line}\n`).join("")}`;
const ofUser = second('/run/secrets/pw: "0400 1000:1000, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"', 'user: "1000:1000"');
const inLayer = second('/run/secrets/pw: "0400 0:0"');
const inVolume = second('/run/secrets/pw: "0400 0:0, ext4 ro, /var/lib/docker/volumes/x/_data/pw"');
const onHost = second('/run/secrets/pw: "0400 0:0, ext4 ro, /srv/pw"');
/** A socket of uid 1000 on the host, and a container whose root is this uid there. */
const rootless = (uid: number) =>
  `containers:\n  app:\n    namespace: ${uid}\n    binds: ["/run/user/1000/docker.sock:/s"]\n    guards: {/run/user/1000/docker.sock: "0660 1000:1000"}\n${onHost}`;

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
  "the pid namespace of a container with a secret": { files: beside("pid: container:db"), says: "pid-of", key: "db" },
  "the pid namespace of one without": { files: beside("pid: container:web"), says: "quiet" },
  "pid: host, and processes of another user": {
    files: { "engine.yaml": `${container("pid: host")["engine.yaml"]}${ofUser}` },
    says: "quiet",
  },
  "pid: host, as the user of the other": {
    files: { "engine.yaml": `${container("pid: host", 'user: "1000:1000"')["engine.yaml"]}${ofUser}` },
    says: "pid",
  },
  "pid: host, as that user in another group": {
    files: { "engine.yaml": `${container("pid: host", 'user: "1000:5"')["engine.yaml"]}${ofUser}` },
    says: "quiet",
  },
  privileged: { files: beside("further: {HostConfig: {Privileged: true}}"), says: "privileged" },
  "privileged, as another user": {
    files: beside("further: {HostConfig: {Privileged: true}}", 'user: "1000:1000"'),
    says: "quiet",
  },
  "the folder of layers": {
    files: { "engine.yaml": `${container('binds: ["/var/lib/docker/overlay2:/l"]')["engine.yaml"]}${inLayer}` },
    says: "engine-layers",
  },
  "the folder of layers, and none holds a secret": {
    files: beside('binds: ["/var/lib/docker/overlay2:/l", "/var/lib/containerd:/c"]'),
    says: "quiet",
  },
  "the folder of volumes": {
    files: { "engine.yaml": `${container('binds: ["/var/lib/docker/volumes:/v"]')["engine.yaml"]}${inVolume}` },
    says: "engine-volumes",
  },
  "the folder of containers, and the secret is a file of the host": {
    files: {
      "engine.yaml": `${container('binds: ["/var/lib/docker/containers:/l"]')["engine.yaml"]}${onHost}`,
    },
    says: "quiet",
  },
  "the socket of containerd": { files: beside('binds: ["/run/containerd/containerd.sock:/s"]'), says: "engine-socket" },
  "a rootless engine's socket, as its user": {
    files: { "engine.yaml": rootless(1000) },
    says: "engine-socket",
  },
  "a rootless engine's socket, as another user": { files: { "engine.yaml": rootless(2000) }, says: "quiet" },
  "another user": { files: beside('user: "1000:1000"', 'binds: ["/:/host:ro"]'), says: "quiet" },
  "a volume's folder": { files: beside('binds: ["/var/lib/docker/volumes/x/_data:/x"]'), says: "quiet" },
  "nobody near has a secret": { files: container('binds: ["/:/host:ro"]'), says: "quiet" },
});
