import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWith, runCli } from "../support/run-cli.ts";
import { audit, auditOf, said, withoutSwarm } from "./support/audit.ts";
import { makeCertificates } from "./support/certificates.mjs";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerHost,
  dockerWith,
  engineFolder,
  ensureSwarm,
} from "./support/engine.ts";

const socket = dockerHost.replace("unix://", "");
const closed = "without modes and owners of secrets, and what its processes hold in their environment";
const unseen = "without mounts, modes and owners of secrets, and what its processes hold in their environment";

describeEngine("what cannot be seen is reported", () => {
  let proxy: Server;
  let mute: Server;

  beforeAll(async () => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    docker(
      "service",
      "create",
      "-d",
      "--name",
      "denied",
      "--user",
      "1000",
      "--secret",
      "source=db_pw,target=pw,mode=0400",
      "busybox:local",
    );
    docker("run", "-d", "--network", "none", "--name", "env", "-e", "DB_PASSWORD=orchid-42-canary", "busybox:local");
    awaitServices("denied");
    proxy = await listening((client) => client.pipe(dial(socket)).pipe(client));
    mute = await listening(() => {});
  }, 60_000);
  afterAll(() => {
    proxy?.close();
    mute?.close();
  });

  it("through TCP", async () => {
    const far = await auditOf(`tcp://127.0.0.1:${port(proxy)}`);
    expect(far.engine.level).toBe("socket");
    expect(far.findings.map(({ rule }) => rule)).toEqual(["secret-in-env"]);
    expect(far.gaps).toMatchObject([
      {
        file: "2 containers",
        why: `${unseen}: needs root on the engine's host, and this engine is reached over a network`,
      },
    ]);
  });

  it("through TLS, to an engine that asks for a certificate", async () => {
    const { code, stdout } = overTls(join(engineFolder, "tls"));
    const report = JSON.parse(stdout);
    expect(report.engine).toMatchObject({ level: "socket", endpoint: "tcp://127.0.0.1:2376" });
    expect(withoutSwarm<{ rule: string }>(report.findings).map(({ rule }) => rule)).toEqual(["secret-in-env"]);
    expect(code).toBe(1);
  });

  it("through TLS, with the certificates of somebody else", () => {
    const other = mkdtempSync(join(tmpdir(), "runsecrets-tls-"));
    try {
      makeCertificates(other);
      const { code, stdout, stderr } = overTls(other);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^runsecrets: the engine at tcp:\/\/127\.0\.0\.1:2376 [^\n]*certificates[^\n]*\n$/);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it("through a context that Docker's own command made", async () => {
    const home = mkdtempSync(join(tmpdir(), "runsecrets-context-"));
    try {
      const env = { PATH: process.env.PATH, DOCKER_CONFIG: home };
      const words = ["context", "create", "far", "--docker", `host=tcp://127.0.0.1:${port(proxy)}`];
      expect(spawnSync("docker", words, { env }).status).toBe(0);
      const { stdout } = await runCli(["audit", "--context", "far", "-f", "json"], {
        cwd: "/",
        env: { DOCKER_CONFIG: home },
      });
      expect(JSON.parse(stdout).engine).toMatchObject({ level: "socket", endpoint: `tcp://127.0.0.1:${port(proxy)}` });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it("as root without the right to look at one process", () => {
    docker("run", "-d", "--network", "none", "--name", "closed", "--cap-add", "SYS_PTRACE", "busybox:local");
    const cli = join(import.meta.dirname, "../../dist/cli.cjs");
    const words = ["--bounding-set", "-sys_ptrace", process.execPath, cli, "audit", "-H", dockerHost, "-f", "json"];
    const { status, stdout } = spawnSync("setpriv", words, { cwd: "/", encoding: "utf8" });
    docker("rm", "-f", "closed");
    const report = JSON.parse(stdout);
    expect(report.engine.level).toBe("proc");
    expect(report.gaps).toContainEqual(expect.objectContaining({ why: `${closed}: the process may not be looked at` }));
    expect(report.findings.map((one: { file: string }) => one.file)).toContain("container env");
    expect(status).toBe(1);
  });

  it("through ssh, by Docker's own dial-stdio", async () => {
    // In the place of ssh a script that runs here what ssh would run there.
    const bin = folderWith({ ssh: '#!/bin/sh\nwhile [ "$1" != "--" ]; do shift; done\nshift 2\nexec "$@"\n' });
    chmodSync(join(bin, "ssh"), 0o755);
    const env = { PATH: `${bin}:${process.env.PATH}`, DOCKER_HOST: dockerHost };
    const { stdout } = await runCli(["audit", "-H", "ssh://ops@far", "-f", "json"], { cwd: "/", env });
    const report = JSON.parse(stdout);
    expect(report.engine).toMatchObject({ level: "socket", endpoint: "ssh://ops@far" });
    expect(withoutSwarm<{ rule: string }>(report.findings).map(({ rule }) => rule)).toEqual(["secret-in-env"]);
  });

  it("without /proc, and then with nothing found", async () => {
    const one = await audit("--no-proc", "--container", "denied.1");
    expect(one).toMatchObject({ code: 2, findings: [] });
    expect(one.gaps).toMatchObject([{ file: "container denied.1", why: `${unseen}: --no-proc` }]);
  });

  it("as a user who may ask the engine and no more: what the kernel shows to everybody is seen", async () => {
    const folder = mkdtempSync(join(tmpdir(), "runsecrets-user-"));
    chmodSync(folder, 0o755);
    cpSync(join(import.meta.dirname, "../../dist"), join(folder, "dist"), { recursive: true });
    writeFileSync(join(folder, "bound"), "larkspur-canary-3", { mode: 0o600 });
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words);
    const start = join(folder, "start.sh");
    writeFileSync(start, 'echo "sleep 1000; :" > /tmp/app\nsh /tmp/app --requirepass orchid-44-canary\n');
    const bound = `${join(folder, "bound")}:/run/secrets`;
    run("bound", "-v", `${bound}/pw`, "-v", `${join(folder, "dist")}:/run/secrets/folder:ro`, "busybox:local");
    run("argument", "-v", `${start}:/start.sh:ro`, "busybox:local", "sh", "/start.sh");
    const path = join(folder, "docker.sock");
    const server = await listening((client) => client.pipe(dial(socket)).pipe(client), path);
    chmodSync(path, 0o666);
    try {
      const report = JSON.parse(await asNobody(folder, path));
      expect(report.engine.level).toBe("proc");
      const found: { file: string; rule: string }[] = withoutSwarm(report.findings);
      const told = found.map(({ file, rule }) => `${file} ${rule}`);
      expect(told.sort()).toEqual([
        "container argument secret-in-command",
        "container bound secret-mount-writable",
        "container bound secret-not-in-memory",
        "container env secret-in-env",
      ]);
      expect(JSON.stringify(report.findings)).toContain("its mode was not seen");
      expect(report.gaps).toMatchObject([{ file: "4 containers", why: `${closed}: needs root on the engine's host` }]);
    } finally {
      server.close();
      docker("rm", "-f", "bound", "argument");
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it("as root it sees what the others could not", async () => {
    expect(said(await audit(), "container denied.1")).toEqual(["secret-unreadable /run/secrets/pw"]);
  });

  it("tells on a terminal how far it is, and leaves the line clean", () => {
    const cli = join(import.meta.dirname, "../../dist/cli.cjs");
    const command = `${process.execPath} ${cli} audit -H ${dockerHost} -o /dev/null`;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, TERM: "xterm" },
    });
    expect(stdout).toMatch(/\r\u001b\[Klooked at \d+ of \d+ \w+/);
    expect(stdout).toMatch(/\r\u001b\[K[^\n]*$/);
    expect(stdout.toLowerCase()).not.toContain("canary");
  });

  it("where no engine is, with what to do", async () => {
    const { code, stderr, stdout } = await runCli(["audit", "-H", "unix:///nowhere.sock"], { cwd: "/" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "runsecrets: no engine answers at unix:///nowhere.sock (--host): no answer (ENOENT); `--host URL` or `--context NAME` names another\n",
    );
  });

  it("where an engine is mute, within its time", async () => {
    const { code, stderr } = await runCli(["audit", "-H", `tcp://127.0.0.1:${port(mute)}`], { cwd: "/" });
    expect(code).toBe(2);
    expect(stderr).toContain("the engine did not answer in time");
  }, 40_000);
});

function listening(answer: (client: Socket) => void, path?: string): Promise<Server> {
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    answer(client);
  });
  return new Promise((resolve) => {
    const ready = () => resolve(server);
    if (path === undefined) server.listen(0, "127.0.0.1", ready);
    else server.listen(path, ready);
  });
}

/** Asks the engine as its neighbours in its network namespace may. */
function overTls(certificates: string): { code: number | null; stdout: string; stderr: string } {
  const pid = readFileSync(join(engineFolder, "pid"), "utf8").trim();
  const words = [process.execPath, join(import.meta.dirname, "../../dist/cli.cjs"), "audit", "-f", "json"];
  const { status, stdout, stderr } = spawnSync("nsenter", [`--net=/proc/${pid}/ns/net`, ...words], {
    cwd: "/",
    encoding: "utf8",
    env: { DOCKER_HOST: "tcp://127.0.0.1:2376", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: certificates },
  });
  return { code: status, stdout, stderr };
}

function port(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** The report, as the user 65534 gets it. */
function asNobody(folder: string, path: string): Promise<string> {
  const words = [join(folder, "dist", "cli.cjs"), "audit", "-H", `unix://${path}`, "-f", "json"];
  const child = spawn(process.execPath, words, {
    cwd: "/",
    uid: 65534,
    gid: 65534,
    env: {},
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  return new Promise((resolve) => child.on("close", () => resolve(printed)));
}
