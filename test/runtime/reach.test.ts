import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { showEngine as shown } from "../../src/facts/shown.ts";
import { parseAddress } from "../../src/runtime/probe/address.ts";
import { makeCertificates } from "../engine/support/certificates.mjs";
import { type Answer, bytes, ids, json, raw, startEngine } from "../support/hostile-engine.ts";
import { type CliRun, runCli } from "../support/run-cli.ts";

const home = mkdtempSync(join(tmpdir(), "runsecrets-reach-"));
const folder = (name: string) => join(home, name);
const audited = (env: Record<string, string>, ...args: string[]): Promise<CliRun> =>
  runCli(["audit", "--no-proc", ...args], { cwd: home, env });

let server: Server;
let port = 0;
const answers: Readonly<Record<string, unknown>> = {
  "/version": { Version: "28.5.2" },
  "/info": { DockerRootDir: "/var/lib/docker" },
  "/containers/json?all=1": [],
  "/images/json": [],
  "/volumes": { Volumes: [] },
  "/networks": [],
  "/plugins": [],
};

beforeAll(async () => {
  makeCertificates(folder("certs"));
  const at = (file: string) => readFileSync(join(folder("certs"), file));
  server = createServer({ cert: at("engine-cert.pem"), key: at("engine-key.pem") }, ({ url = "" }, response) => {
    response.end(JSON.stringify(answers[url]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  rmSync(home, { recursive: true, force: true });
});

function context(name: string, endpoint: Record<string, unknown>): void {
  const id = createHash("sha256").update(name).digest("hex");
  const meta = join(home, ".docker/contexts/meta", id);
  mkdirSync(meta, { recursive: true });
  writeFileSync(join(meta, "meta.json"), JSON.stringify({ Name: name, Endpoints: { docker: endpoint } }));
}

/** A folder of certificates, made from the good one. */
function certificates(name: string, change: (at: (file: string) => string) => void): string {
  cpSync(folder("certs"), folder(name), { recursive: true });
  change((file) => join(folder(name), file));
  return folder(name);
}

const only =
  (...kept: string[]) =>
  (at: (file: string) => string) => {
    for (const file of ["ca.pem", "cert.pem", "key.pem"]) if (!kept.includes(file)) rmSync(at(file));
  };
const unverified = /^Docker 28\.5\.2, tcp:\/\/127\.0\.0\.1:\d+ \(TLS without verification\), /;

describe("TLS", () => {
  it("that is not verified is what the report begins with", async () => {
    context("skips", { Host: `tcp://127.0.0.1:${port}`, SkipTLSVerify: true });
    const runs = [
      await audited({}, "--context", "skips"),
      await audited({
        DOCKER_HOST: `tcp://127.0.0.1:${port}`,
        DOCKER_TLS_VERIFY: "",
        DOCKER_CERT_PATH: folder("certs"),
      }),
    ];
    for (const run of runs) {
      expect(run.stdout).toMatch(unverified);
      expect(run).toMatchObject({ code: 0, stderr: "" });
    }
    const { stdout } = await audited({}, "--context", "skips", "-f", "json");
    expect(JSON.parse(stdout).engine).toMatchObject({ unverified: true });
  });

  it("needs an authority, and no certificate of who asks", async () => {
    const DOCKER_CERT_PATH = certificates("authority", only("ca.pem"));
    const run = await audited({ DOCKER_HOST: `tcp://127.0.0.1:${port}`, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^Docker 28\.5\.2, tcp:\/\/127\.0\.0\.1:\d+, through/);
  });

  it.each([
    ["of an authority that nobody named", {}, "https://127.0.0.1:"],
    ["with NODE_TLS_REJECT_UNAUTHORIZED=0", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }, "https://127.0.0.1:"],
    ["of another name", { DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder("certs") }, "tcp://localhost:"],
  ])("%s is refused", async (_, env, address) => {
    const { code, stdout, stderr } = await audited(env, "-H", `${address}${port}`);
    expect(stderr.replace(/^\(node.*\n.*\n/m, "")).toMatch(/^runsecrets: the engine at [^\n]* do not fit [^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it.each<[string, (at: (file: string) => string) => void, RegExp]>([
    ["a folder for a file", (at) => [rmSync(at("ca.pem")), mkdirSync(at("ca.pem"))], /cannot read .*ca\.pem/],
    ["a pipe", (at) => [rmSync(at("key.pem")), execFileSync("mkfifo", [at("key.pem")])], /cannot read .*key\.pem/],
    ["garbage", (at) => writeFileSync(at("ca.pem"), "ca"), /ca\.pem holds no certificate/],
    ["an empty file", (at) => writeFileSync(at("cert.pem"), ""), /cert\.pem holds no certificate/],
    ["no key", only("ca.pem", "cert.pem"), /key\.pem is missing/],
    ["no certificate", only("ca.pem", "key.pem"), /cert\.pem is missing/],
    ["a key that is none", (at) => writeFileSync(at("key.pem"), "x"), /key\.pem holds no private key/],
    ["the key of another", (at) => cpSync(at("ca-key.pem"), at("key.pem")), /cannot be used together/],
  ])("with %s is an error", async (name, change, says) => {
    const DOCKER_CERT_PATH = certificates(name.replaceAll(" ", "-"), change);
    const run = await audited({ DOCKER_HOST: `tcp://127.0.0.1:${port}`, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^runsecrets: [^\n]+\n$/);
    expect(run.stderr).toMatch(says);
  });

  it("with a folder that is none is an error", async () => {
    for (const DOCKER_CERT_PATH of [folder("none"), join(folder("certs"), "ca.pem")]) {
      const { code, stderr } = await audited({ DOCKER_HOST: "tcp://127.0.0.1:1", DOCKER_CERT_PATH });
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/DOCKER_CERT_PATH names no folder/),
      });
    }
  });
});

describe("an address", () => {
  const bad = [
    "tcp://[::",
    "tcp://a b:1",
    "tcp://h:99999",
    "tcp://user:se/canary@h:1",
    "tcp://user:canary?@h:1",
    "tcp://user:canary#@h:1",
    "tcp://h:1?token=canary",
    "tcp://",
    ":2375",
    "user:canary",
    "ssh://u:p@ss/canary@h",
    "ssh://u:canary@h",
    "ssh://%zz@h",
    "ssh://h/run/docker.sock",
    "ssh://",
    "https://h:x",
    "ftp://u:canary@h",
    "fd://",
    "unix://",
  ];
  it.each(bad)("%s is refused", async (address) => {
    const { code, stdout, stderr } = await audited({}, "-H", address);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^runsecrets: cannot use the address that --host gives; [^\n]+\n$/);
    expect(stderr).not.toContain("canary");
    context("odd", { Host: address });
    const other = await audited({}, "--context", "odd");
    expect(other.stderr).toMatch(/^runsecrets: cannot use the address that context odd gives; [^\n]+\n$|^$/);
    expect(other.code === 2 || address === ":2375").toBe(true);
  });

  it.each([
    ["tcp://user:canary@127.0.0.1:1", "tcp://…@127.0.0.1:1"],
    ["http://canary@127.0.0.1:1", "http://…@127.0.0.1:1"],
    ["unix:///run/user@1000/none.sock", "unix:///run/user@1000/none.sock"],
    [`unix:///${"x".repeat(200)}`, "unix:///x"],
    ["tcp://[::1]:1", "tcp://[::1]:1"],
  ])("%s is shown without who asks", async (address, shownAs) => {
    const { code, stdout, stderr } = await audited({}, "-H", address);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`no engine answers at ${shownAs}`);
    expect(stderr).not.toContain("canary");
  });

  it("is shown without a password, however it is written", () => {
    for (const [address, shownAs] of [
      ["ssh://ops@h", "ssh://ops@h"],
      ["ssh://ops:canary@h", "ssh://…@h"],
      ["ssh://u:p@ss/canary@h", "ssh://…@h"],
      ["tcp://u:ca/na?ry#@h:1", "tcp://…@h:1"],
      ["tcp://u:canary\n@h:1", "tcp://…@h:1"],
      ["https://canary@h", "https://…@h"],
    ] as const) {
      expect(shown(address)).toBe(shownAs);
    }
  });

  it("keeps what it says about port, path and name", () => {
    const network = { to: "network", secure: false, prefix: "" };
    expect(parseAddress("tcp://h:80")).toEqual({ ...network, hostname: "h", port: "80" });
    expect(parseAddress("https://h:443")).toEqual({ ...network, hostname: "h", port: "443", secure: true });
    expect(parseAddress("tcp://[::1]:2375/a/b/")).toEqual({
      ...network,
      hostname: "::1",
      port: "2375",
      prefix: "/a/b",
    });
    expect(parseAddress("ssh://me@h:22")).toEqual({ to: "ssh", hostname: "h", port: "22", user: "me" });
    expect(parseAddress("npipe:////./pipe\\docker")).toEqual({ to: "socket", path: "//./pipe/docker" });
  });

  /** A program that represents ssh and ends at an engine; it writes down what it was asked. */
  const sshTo = (host: string): string => {
    const bin = mkdtempSync(join(home, "bin-"));
    const connected = `require("net").connect(${JSON.stringify(host.slice(7))})`;
    writeFileSync(join(bin, "bridge.js"), `process.stdin.pipe(${connected}).pipe(process.stdout);`);
    const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> ${bin}/asked\nexec ${process.execPath} ${bin}/bridge.js\n`;
    writeFileSync(join(bin, "ssh"), script);
    chmodSync(join(bin, "ssh"), 0o755);
    return bin;
  };

  it("of ssh goes through the user's own ssh, and never as an option of it", async () => {
    const engine = await startEngine({});
    const bin = sshTo(engine.host);
    try {
      const env = { PATH: `${bin}:${process.env.PATH}` };
      const run = await audited(env, "-H", "ssh://ops@h:2222");
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(run.stdout).toMatch(/^Docker 20\.10\.24, ssh:\/\/ops@h:2222, through its socket/);
      await audited(env, "-H", "ssh://-oProxyCommand=x");
      const words = readFileSync(join(bin, "asked"), "utf8").trim().split("\n");
      for (const line of words) {
        expect(line).toMatch(
          /^-o ConnectTimeout=15 (?:-p 2222 )?-- (?:ops@h|-oProxyCommand=x) docker system dial-stdio$/,
        );
      }
    } finally {
      engine.stop();
    }
  });

  const missing = json({ message: "no such file" }, "404 Not Found");
  const archive = `/containers/${ids.web}/archive`;
  it.each<[string, Record<string, Answer>]>([
    ["sends a body where none belongs", { [archive]: missing, [`/containers/${ids.db}/archive`]: missing }],
    ["closes at one call", { [archive]: (socket) => socket.destroy() }],
    ["breaks off", { [archive]: bytes("HTTP/1.1 200 OK\r\nX-Docker") }],
    ["speaks no HTTP", { [archive]: bytes("SSH-2.0-OpenSSH_9.6\r\n") }],
    ["sends more than was asked", { "/version": bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}{}") }],
    ["never ends what is too long", { "/images/json": raw("x".repeat(70_000), "500 No") }],
  ])("of ssh to an engine that %s leads to gaps", async (_, answers) => {
    const engine = await startEngine(answers);
    try {
      const env = { PATH: `${sshTo(engine.host)}:${process.env.PATH}` };
      const run = await audited(env, "-H", "ssh://h");
      expect(run).toMatchObject({ code: 2, stderr: "" });
      expect(run.stdout).toContain("Not checked");
    } finally {
      engine.stop();
    }
  });
});

it("settings of Docker that are no files do not hold up an audit", async () => {
  const where = mkdtempSync(join(home, "settings-"));
  execFileSync("mkfifo", [join(where, "config.json")]);
  const { code, stderr } = await audited({ DOCKER_CONFIG: where }, "--context", "none");
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no context none/) });
  const current = await audited({ DOCKER_CONFIG: where });
  expect(current.code).toBe(2);
  expect(current.stderr).not.toContain("internal error");
});
