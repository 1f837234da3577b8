import { statSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { type Audited, audit, said } from "./support/audit.ts";
import {
  awaitServices,
  dataRoot,
  describeEngine,
  docker,
  dockerHost,
  dockerWith,
  ensureSwarm,
} from "./support/engine.ts";

const socket = dockerHost.replace("unix://", "");
const containers = `${dataRoot}/containers`;

/**
 * Containers beside one that holds a secret: how each is started, what of it leads to the secret, and the way it would
 * go.
 */
const neighbours: Record<string, { words: string[]; told: string[]; way?: (pid: string) => string }> = {
  shipper: {
    words: ["-v", `${containers}:/logs:ro`],
    told: ["secret-neighbour /logs"],
    way: () => "cat /logs/*/mounts/secrets/*",
  },
  "shipper-user": {
    words: ["--user", "1000", "-v", `${containers}:/logs:ro`],
    told: [],
    way: () => "cat /logs/*/mounts/secrets/*",
  },
  host: {
    words: ["-v", "/:/host:ro"],
    told: ["secret-neighbour /host"],
    way: () => `cat /host${containers}/*/mounts/secrets/*`,
  },
  proc: {
    words: ["-v", "/proc:/host/proc:ro"],
    told: ["secret-neighbour /host/proc"],
    way: (pid) => `cat /host/proc/${pid}/root/run/secrets/pw`,
  },
  "proc-bare": {
    words: ["--cap-drop", "ALL", "-v", "/proc:/host/proc:ro"],
    told: [],
    way: (pid) => `cat /host/proc/${pid}/root/run/secrets/pw`,
  },
  "proc-user": {
    words: ["--user", "1000", "-v", "/proc:/host/proc:ro"],
    told: ["secret-neighbour /host/proc"],
    way: (pid) => `cat /host/proc/${pid}/root/run/secrets/pw`,
  },
  "proc-nobody": {
    words: ["--user", "65534", "-v", "/proc:/host/proc:ro"],
    told: [],
    way: (pid) => `cat /host/proc/${pid}/root/run/secrets/pw`,
  },
  pid: {
    words: ["--pid", "host"],
    told: ["secret-neighbour pid"],
    way: (pid) => `cat /proc/${pid}/root/run/secrets/pw`,
  },
  "pid-bare": {
    words: ["--pid", "host", "--cap-drop", "ALL"],
    told: [],
    way: (pid) => `cat /proc/${pid}/root/run/secrets/pw`,
  },
  "pid-ptrace": {
    words: ["--pid", "host", "--cap-add", "SYS_PTRACE"],
    told: ["secret-neighbour pid"],
    way: (pid) => `cat /proc/${pid}/root/run/secrets/pw`,
  },
  "pid-bare-ptrace": {
    words: ["--pid", "host", "--cap-drop", "ALL", "--cap-add", "SYS_PTRACE"],
    told: ["secret-neighbour pid"],
    way: (pid) => `cat /proc/${pid}/root/run/secrets/pw`,
  },
  "pid-user": {
    words: ["--pid", "host", "--user", "1000:1000"],
    told: ["secret-neighbour pid"],
    way: (pid) => `cat /proc/${pid}/root/run/secrets/pw`,
  },
  "pid-other-group": {
    words: ["--pid", "host", "--user", "1000:5"],
    told: [],
    way: (pid) => `cat /proc/${pid}/root/run/secrets/pw`,
  },
  "containers-bare": {
    words: ["--cap-drop", "ALL", "-v", `${containers}:/logs:ro`],
    told: ["secret-neighbour /logs"],
    way: () => "cat /logs/*/mounts/secrets/*",
  },
  layers: { words: ["-v", `${dataRoot}/overlay2:/l:ro`], told: [], way: () => "cat /l/*/diff/run/secrets/*" },
  agent: { words: ["-v", `${socket}:/var/run/docker.sock`], told: ["secret-neighbour /var/run/docker.sock"] },
  "agent-group": {
    words: [
      "--user",
      "1000",
      "--group-add",
      String(statSync(socket, { throwIfNoEntry: false })?.gid ?? 0),
      "-v",
      `${socket}:/s`,
    ],
    told: ["secret-neighbour /s"],
  },
  "agent-user": { words: ["--user", "1000", "-v", `${socket}:/var/run/docker.sock`], told: [] },
  harmless: { words: ["-v", `${dataRoot}/volumes:/v:ro`, "-v", "/etc:/host/etc:ro"], told: [] },
};

describeEngine("containers beside one with a secret", () => {
  let result: Audited;
  let pids: string[] = [];

  beforeAll(async () => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    docker("service", "create", "-d", "--name", "db", "--secret", "source=db_pw,target=pw,mode=0400", "busybox:local");
    dockerWith("larkspur-canary-2", "secret", "create", "app_pw", "-");
    docker(
      ...["service", "create", "-d", "--name", "app", "--user", "1000:1000"],
      ...["--secret", "source=app_pw,target=pw,uid=1000,gid=1000,mode=0400", "busybox:local"],
    );
    awaitServices("db", "app");
    for (const [name, { words }] of Object.entries(neighbours)) {
      docker("run", "-d", "--network", "none", "--name", name, ...words, "busybox:local");
    }
    pids = ["db.1", "app.1"].map((name) =>
      docker("inspect", "-f", "{{.State.Pid}}", docker("ps", "-q", "--filter", `name=${name}`)),
    );
    result = await audit();
  }, 60_000);

  for (const [name, { told, way }] of Object.entries(neighbours)) {
    it(`${name}: what is reported is so`, () => {
      expect(said(result, `container ${name}`)).toEqual(told);
      if (!way) return;
      const read = docker("exec", name, "sh", "-c", `${pids.map((pid) => `${way(pid)} 2>/dev/null`).join(";")}; true`);
      const known = new Set(read.match(/larkspur-canary-\d/g));
      const message = result.findings.find(({ file }) => file === `container ${name}`)?.message ?? "";
      expect(Number(/read (\d+) secrets?/.exec(message)?.[1] ?? 0)).toBe(known.size);
    });
  }

  it("counts what is near", () => {
    const about = result.findings.find(({ file }) => file === "container shipper");
    expect(about?.severity).toBe("critical");
    expect(about?.message).toBe(
      "it mounts the engine's own folder at /logs and can read 2 secrets of 2 other containers",
    );
  });
});
