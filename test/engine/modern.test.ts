import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Audited, auditOf, said } from "./support/audit.ts";
import { fetchModern, type ModernEngine } from "./support/modern.ts";

const programs = fetchModern();
const stray = (name: string) => [`stray-secret-file /run/secrets/${name}`];

describe.skipIf(!programs)("an engine that keeps its images in containerd", () => {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-modern-files-"));
  let engine: ModernEngine;
  let result: Audited;
  let events = "";

  beforeAll(async () => {
    engine = await (programs?.start() ?? Promise.reject(new Error("no programs")));
    mkdirSync(join(folder, "secrets"));
    writeFileSync(join(folder, "secrets", "copied"), "larkspur-canary-1");
    const { docker } = engine;
    const create = (name: string, ...words: string[]) =>
      docker("create", "--network", "none", "--name", name, ...words);
    const copied = (name: string, ...words: string[]) => {
      create(name, ...words, "busybox:local");
      docker("cp", join(folder, "secrets"), `${name}:/run/secrets`);
    };
    const write = "mkdir -p /run/secrets; head -c 20 /bin/busybox > /run/secrets/written";
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words);
    run("runs", "busybox:local", "sh", "-c", `${write}; exec sleep 1000`);
    copied("under", "--tmpfs", "/run");
    docker("start", "under");
    copied("created");
    docker("run", "--network", "none", "--name", "ended", "busybox:local", "sh", "-c", write);
    docker(
      "run",
      "--network",
      "none",
      "--name",
      "emptied",
      "busybox:local",
      "sh",
      "-c",
      `${write}; rm -r /run/secrets`,
    );
    create("clean", "busybox:local");
    run("restarting", "--restart", "always", "busybox:local", "false");
    await vi.waitUntil(() => docker("inspect", "-f", "{{.State.Status}}", "restarting") === "restarting", {
      timeout: 20_000,
    });
    const since = String(Date.now() / 1000);
    result = await auditOf(engine.host);
    events = docker(
      "events",
      "--since",
      since,
      "--until",
      String(Date.now() / 1000),
      ...["--filter", "type=container", "--format", "{{.Action}} {{.Actor.Attributes.name}}"],
    );
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await engine?.stop();
  }, 60_000);

  it("names no folder of its layers", () => {
    expect(result.engine.version).toContain(programs?.version);
    expect(engine.docker("inspect", "-f", "{{json .GraphDriver.Data}}", "runs")).toBe("null");
  });

  it.each([
    ["runs", "written"],
    ["under", "copied"],
    ["created", "copied"],
    ["ended", "written"],
  ])("shows what %s has in its own layer", (name, file) => {
    expect(said(result, `container ${name}`)).toEqual(stray(file));
  });

  it.each(["emptied", "clean"])("is silent about %s", (name) => {
    expect(said(result, `container ${name}`)).toEqual([]);
    expect(result.gaps.filter(({ file }) => file === `container ${name}`)).toEqual([]);
  });

  it("says about a container that restarts that nothing of it runs", () => {
    const without = "without mounts, modes and owners of secrets, and what its processes hold in their environment";
    expect(result.gaps).toMatchObject([
      { file: "container restarting", why: `${without}: no process of it runs, because it is restarting` },
    ]);
  });

  it("leaves no event", () => {
    const ours = events.split("\n").filter((line) => line !== "" && !line.endsWith(" restarting"));
    expect(ours).toEqual([]);
  });

  it("shows them through its socket as well", async () => {
    const far = await auditOf(engine.host, "--no-proc");
    for (const name of ["ended"]) expect(said(far, `container ${name}`)).toEqual(stray("written"));
    for (const name of ["created"]) expect(said(far, `container ${name}`)).toEqual(stray("copied"));
    const one = await auditOf(engine.host, "--no-proc", "--container", "clean");
    expect(one).toMatchObject({ findings: [], gaps: [], code: 0 });
  });

  it("says what a volume hides in the layer of a container that has ended", async () => {
    const { docker } = engine;
    const write = "umount /run/secrets && head -c 20 /bin/busybox > /run/secrets/written";
    const volume = ["--network", "none", "--name", "hidden", "--privileged", "-v", "hiding:/run/secrets"];
    docker("run", ...volume, "busybox:local", "sh", "-c", write);
    const { gaps, findings, code } = await auditOf(engine.host, "--container", "hidden");
    const why = "without 1 file below /run/secrets in its own layer: a volume or bind is mounted there";
    expect({ gaps, findings, code }).toMatchObject({
      gaps: [{ file: "container hidden", why }],
      findings: [],
      code: 2,
    });
  });
});

describe.skipIf(!programs)("a swarm of two nodes", () => {
  let manager: ModernEngine;
  let worker: ModernEngine;

  beforeAll(async () => {
    const start = () => programs?.start() ?? Promise.reject(new Error("no programs"));
    [manager, worker] = await Promise.all([start(), start()]);
    connectNodes(manager, worker);
    manager.docker("swarm", "init", "--advertise-addr", "10.99.0.1");
    const token = manager.docker("swarm", "join-token", "-q", "worker");
    worker.docker("swarm", "join", "--token", token, "--advertise-addr", "10.99.0.2", "10.99.0.1:2377");
    manager.dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    const service = (name: string, ...words: string[]) =>
      manager.docker("service", "create", "-q", "-d", "--name", name, ...words, "busybox:local");
    const secret = ["--secret", "source=db_pw,target=pw,mode=0400"];
    service("everywhere", "--mode", "global", ...secret);
    service("far", "--replicas", "2", "--constraint", "node.role==worker", "--user", "1000", ...secret);
    await vi.waitUntil(
      () => [manager, worker].map(({ docker }) => docker("ps", "-q").split("\n").length).join() === "1,3",
      {
        timeout: 60_000,
        interval: 500,
      },
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([worker?.stop(), manager?.stop()]);
    programs?.remove();
  }, 60_000);

  it("says about the manager's audit that the other node was not looked at", async () => {
    const { gaps, findings, ofSwarm, code } = await auditOf(manager.host);
    const why = "3 tasks on another node were not looked at; audit each node";
    expect({ gaps, code }).toMatchObject({ gaps: [{ file: manager.host, why }], code: 2 });
    expect(findings).toEqual([]);
    expect(ofSwarm.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(["swarm-unlocked info"]);
  });

  it("finds there what the manager could not see", async () => {
    const { findings } = await auditOf(worker.host);
    const told = findings.map(({ rule, file }) => `${file} ${rule}`).sort();
    expect(told).toEqual(["container far.1 secret-unreadable", "container far.2 secret-unreadable"]);
  });

  it("asks of no other node where one container is meant", async () => {
    const [name = ""] = manager.docker("ps", "--format", "{{.Names}}").split("\n");
    expect(await auditOf(manager.host, "--container", name)).toMatchObject({ gaps: [], findings: [], code: 0 });
  });

  it("names each service of which nothing runs, and is silent about those that are to run nothing", async () => {
    const service = (name: string, ...words: string[]) =>
      manager.docker("service", "create", "-q", "-d", "--name", name, ...words);
    service("nowhere", "--constraint", "node.labels.x==y", "busybox:local");
    service("refused", "--mount", "type=bind,src=/nowhere,dst=/x", "busybox:local");
    service("gone", "--restart-condition", "none", "busybox:local", "false");
    service("none", "--replicas", "0", "busybox:local");
    service("done", "--restart-condition", "none", "busybox:local", "true");
    service("job", "--mode", "replicated-job", "busybox:local", "true");
    const states = (name: string) => manager.docker("service", "ps", name, "--format", "{{.CurrentState}}");
    await vi.waitUntil(
      () =>
        /Pending/.test(states("nowhere")) &&
        /Rejected/.test(states("refused")) &&
        /Failed/.test(states("gone")) &&
        ["done", "job"].every((name) => /Complete/.test(states(name))),
      { timeout: 60_000, interval: 500 },
    );
    const { gaps } = await auditOf(manager.host);
    const told = gaps.filter(({ file }) => file.startsWith("service ")).map(({ file, why }) => `${file} ${why}`);
    expect(told).toEqual([
      "service gone none of its tasks runs, and none could be looked at",
      "service nowhere its only task does not run (pending), and could not be looked at",
      expect.stringMatching(/^service refused its only task does not run \([a-z]+\), and could not be looked at$/),
    ]);
    expect(gaps.length).toBe(4);
  }, 90_000);
});

/** A cable between the network namespaces of two daemons. */
function connectNodes(one: ModernEngine, other: ModernEngine): void {
  const [a, b] = [String(one.pid()), String(other.pid())];
  const ip = (pid: string, words: string) =>
    execFileSync("nsenter", [`--net=/proc/${pid}/ns/net`, "ip", ...words.split(" ")]);
  ip(a, `link add cable type veth peer name cable netns ${b}`);
  for (const [pid, address] of [
    [a, "10.99.0.1/24"],
    [b, "10.99.0.2/24"],
  ] as const) {
    ip(pid, `address add ${address} dev cable`);
    ip(pid, "link set cable up");
  }
}
