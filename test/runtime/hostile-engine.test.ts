import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { Unseen } from "../../src/runtime/capture.ts";
import { connect } from "../../src/runtime/probe/connect.ts";
import { reason } from "../../src/runtime/probe/failure.ts";
import { probe } from "../../src/runtime/probe/index.ts";
import { type Answer, bytes, ids, image, imageId, inspect, json, raw, startEngine } from "../support/hostile-engine.ts";
import { type CliRun, folderWith, runCli } from "../support/run-cli.ts";

const cwd = folderWith({ x: "" });
const web = `/containers/${ids.web}/json`;
const list = "/containers/json";
const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const secret = "canary-of-the-engine";

let engine: Awaited<ReturnType<typeof startEngine>> | undefined;
afterEach(() => engine?.stop());

async function audited(answers: Readonly<Record<string, Answer>>, ...args: string[]): Promise<CliRun> {
  engine = await startEngine(answers);
  return runCli(["audit", "--no-proc", "-H", engine.host, ...args], { cwd });
}

/** Sends again and again, until nobody listens. */
function endless(head: string, piece: string): Answer {
  return (socket) => {
    socket.write(head);
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece)) {}
    };
    socket.on("drain", more);
    more();
  };
}

const everywhere: [what: string, answer: Answer, says: RegExp][] = [
  ["breaks off", bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[]"), /broke off/],
  ["breaks off in a chunk", bytes(`${chunked}ff\r\n[`), /broke off/],
  ["breaks off in the head", bytes("HTTP/1.1 200 OK\r\nContent-Le"), /no HTTP|without an answer|broke off/],
  ["closes without an answer", (socket) => socket.end(), /closed the connection without an answer/],
  ["resets the connection", (socket) => socket.destroy(), /without an answer|no answer/],
  [
    "redirects elsewhere",
    bytes("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/x\r\nContent-Length: 0\r\n\r\n"),
    /answered 302, and redirects are not followed/,
  ],
  ["redirects in a circle", raw("", "301 Moved", `Location: ${list}\r\n`), /answered 301, and redirects/],
  ["redirects to a relative path", raw("", "307 Temporary Redirect", "Location: version\r\n"), /answered 307/],
  ["answers with nothing", raw(""), /malformed \(no JSON\)/],
  ["answers 204", bytes("HTTP/1.1 204 No Content\r\n\r\n"), /answered 204/],
  ["answers 206", raw("[]", "206 Partial Content"), /answered 206/],
  ["answers null", json(null), /malformed \(no list\)/],
  ["answers with a text", json("ok"), /malformed \(no list\)/],
  ["answers with an object", json({}), /malformed \(no list\)/],
  ["answers with garbage", raw("\u0000<html>"), /malformed \(no JSON\)/],
  ["answers with half a list", raw(`[{"Id":"${ids.web}"},`), /malformed \(no JSON\)/],
  ["speaks no HTTP", bytes("SSH-2.0-OpenSSH_9.6\r\n"), /no HTTP/],
  ["sends what it calls gzip and is none", raw("garbage", "200 OK", "Content-Encoding: gzip\r\n"), /no JSON/],
  ["sends gzip that nobody asked for", raw(gzipSync("[]"), "200 OK", "Content-Encoding: gzip\r\n"), /no JSON/],
  ["claims less than it sends", bytes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n[]"), /no JSON|no HTTP/],
  ["claims two lengths", bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]\n"), /no HTTP/],
  ["claims a length that is none", bytes("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[]"), /no HTTP/],
  ["breaks off as HTTP/1.0 does not tell", bytes("HTTP/1.0 200 OK\r\n\r\n[{"), /no JSON/],
  ["sends a huge head", bytes(`HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(50_000)}\r\n[]`), /no HTTP/],
  [
    "wants another protocol",
    bytes("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n[]"),
    /answered 101/,
  ],
  ["says to go on, and closes", bytes("HTTP/1.1 100 Continue\r\n\r\n".repeat(100)), /without an answer/],
  ["has a status that is none", bytes("HTTP/1.1 2000 OK\r\n\r\n[]"), /no HTTP/],
  ["fails with a secret", json({ message: secret }, "500 Internal Server Error"), /answered 500/],
  ["refuses with a secret", json({ message: secret }, "403 Forbidden"), /the engine refuses it/],
  ["never ends its list", endless(chunked, `10000\r\n${" ".repeat(65_536)}\r\n`), /more than 64 MiB/],
  ["never ends its refusal", endless("HTTP/1.1 500 No\r\n\r\n", "x".repeat(65_536)), /answered 500/],
  ["has a list without end", json(Array(20_001).fill({ Id: ids.web })), /malformed \(too many entries\)/],
];

describe("an engine that to all calls", () => {
  it.each(everywhere)("%s", async (_, answer, says) => {
    const { code, stdout, stderr } = await audited({ "*": answer });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^runsecrets: no (?:container )?engine [^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toContain("canary");
    expect(engine?.asked.filter((path) => !/^\/(?:version|info|containers\/json\?all=1)$/.test(path))).toEqual([]);
  });
});

const atOne: [what: string, answers: Record<string, Answer>, gap: RegExp][] = [
  ["breaks off", { [web]: bytes(`${chunked}ff\r\n{"Id"`) }, /container web could not be inspected: .* broke off/],
  ["closes", { [web]: (socket) => socket.end() }, /container web could not be inspected: .* without an answer/],
  ["redirects", { [web]: raw("", "302 Found", "Location: //127.0.0.1:9/\r\n") }, /web could not .* answered 302/],
  ["answers null", { [web]: json(null) }, /web could not be inspected: .*\/containers\/\{id\}\/json is malformed/],
  ["answers {}", { [web]: json({}) }, /web could not be inspected: .* malformed \(Id, State, Config, HostConfig\)/],
  ["answers for another", { [web]: json(inspect("db")) }, /web could not be inspected: .* malformed \(Id\)/],
  ["has a text for a state", { [web]: json(inspect("web", { State: "running" })) }, /web .* malformed \(State\)/],
  [
    "has an odd state",
    { [web]: json(inspect("web", { State: { Running: 1 } })) },
    /malformed \(State.Running, State.Pid/,
  ],
  ["has no list", { [web]: json(inspect("web", { Config: { Env: {} } })) }, /web .* malformed \(Config.Env\)/],
  [
    "has odd things",
    { [web]: json(inspect("web", { Mounts: [1, { Destination: [] }] })) },
    /malformed \(Mounts, Mounts.Des/,
  ],
  ["nests without end", { [web]: raw(deep()) }, /web could not be inspected: .* malformed \(too many values\)/],
  ["is too long", { [web]: json(inspect("web", { X: "x".repeat(9_000_000) })) }, /web could not .* more than 8 MiB/],
  [
    "fails with a secret",
    { [web]: json({ message: secret }, "500 No") },
    /web could not be inspected: .* answered 500/,
  ],
  [
    "has odd names in its list",
    { [list]: json([{ Id: ids.db, Names: 5 }]) },
    /\/containers\/json is malformed \(Names\)/,
  ],
  [
    "lists what is none",
    { [list]: json([7, null, { Id: "../.." }, { Id: ids.db }]) },
    /\/containers\/json is malformed/,
  ],
  ["has no version", { "/version": (socket) => socket.destroy() }, /which engine it is: /],
  ["has no version to tell", { "/version": json({}) }, /which engine it is: .*\/version is malformed \(Version\)/],
  [
    "fails at its settings",
    { "/info": json({ message: secret }, "500 No") },
    /part of a swarm: the engine answered 500/,
  ],
  ["has odd settings", { "/info": json({ DockerRootDir: "/x", Swarm: [] }) }, /\/info is malformed \(Swarm\)/],
  ["has no settings", { "/info": json({}) }, /keeps its data, .*\/info is malformed \(DockerRootDir\)/],
  ["fails at images", { "/images/json": json(null) }, /the list of images: .*\/images\/json is malformed \(no list\)/],
  ["has odd images", { "/images/json": json([{ Id: "x" }]) }, /\/images\/json is malformed \(Id\)/],
];

function deep(): string {
  return `{"Id":"${ids.web}","State":{},"Config":{},"HostConfig":{},"X":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
}

describe("an engine that at one call", () => {
  it.each(atOne)("%s", async (_, answers, gap) => {
    const { code, stdout, stderr } = await audited(answers);
    expect(stdout).toMatch(gap);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).not.toContain("canary");
    expect(stdout).not.toContain("No secrets out of place");
  });
});

it("says about a container what was sound in its answer", async () => {
  const config = { Env: ["DB_PASSWORD=larkspur-canary-1"], Cmd: {} };
  const { code, stdout } = await audited({ [web]: json(inspect("web", { Config: config })) }, "-f", "json");
  const { findings, gaps } = JSON.parse(stdout);
  expect(findings).toMatchObject([{ rule: "secret-in-env", file: "container web" }]);
  expect(gaps).toMatchObject([{ file: "container web", why: expect.stringContaining("Config.Cmd") }]);
  expect(code).toBe(1);
});

it.each<[what: string, answers: Record<string, Answer>, part: string]>([
  ["labels", { [web]: json(inspect("web", { Config: { Labels: [] } })) }, "Config.Labels"],
  ["an image's name", { [web]: json(inspect("web", { Config: { Image: 5 } })) }, "Config.Image"],
  ["processes shared", { [web]: json(inspect("web", { HostConfig: { PidMode: {} } })) }, "HostConfig.PidMode"],
  ["a mount", { [web]: json(inspect("web", { Mounts: [{ Source: 1, Destination: "/a", RW: true }] })) }, "Source"],
  ["an image", { [`${image}/json`]: json({ Id: imageId, Config: [] }) }, "Config"],
  ["an image's history", { [`${image}/history`]: json([{ CreatedBy: 1 }]) }, "CreatedBy"],
])("says once that %s cannot be read", async (_, answers, part) => {
  const { stdout } = await audited(answers, "-f", "json");
  expect(JSON.parse(stdout).gaps).toMatchObject([{ why: expect.stringMatching(`malformed \\(.*${part}\\)`) }]);
});

it("goes on after calls that failed", async () => {
  const leaky = json(inspect("web", { Config: { Env: ["DB_PASSWORD=larkspur-canary-1"] } }));
  const answers = { "/version": bytes(""), "/info": json({}, "500 No"), [web]: leaky };
  const { stdout } = await audited(answers, "-f", "json");
  const { findings, gaps } = JSON.parse(stdout);
  expect(findings).toMatchObject([{ rule: "secret-in-env", file: "container web" }]);
  expect(gaps).toHaveLength(2);
});

it("is known by the head of any answer", async () => {
  const head = "Server: Libpod/5.4.2 (linux)\r\n";
  const { stdout } = await audited({ "/version": bytes(""), "/info": json({ DockerRootDir: "/x" }, "200 OK", head) });
  expect(stdout).toMatch(/^podman 5\.4\.2,/);
});

it("is sound", async () => {
  const { code, stdout, stderr } = await audited({});
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("No secrets out of place");
});

describe("an engine that drips", () => {
  const limits = { head: 400, whole: 800, inAll: 1_000_000 };
  const drip =
    (text: string): Answer =>
    (socket) => {
      let at = 0;
      const timer = setInterval(() => socket.write(text[at++] ?? " "), 50);
      socket.on("close", () => clearInterval(timer));
    };
  const look = async (answers: Record<string, Answer>) => {
    engine = await startEngine(answers);
    const host = { env: {}, home: cwd, platform: "linux" };
    return (await probe({ host: engine.host }, host, undefined, limits)).capture.unseen.map(({ why }) => why);
  };
  const body = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n";
  const slowBody: Answer = (socket, path) => {
    socket.write(body);
    drip("[")(socket, path);
  };
  const late = /did not answer in time/;

  it.each([
    ["its head", drip(body)],
    ["its body", slowBody],
    ["nothing", () => {}],
    ["that it goes on", drip("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000))],
  ] as [string, Answer][])("%s is not waited for", async (_, answer) => {
    await expect(look({ "*": answer })).rejects.toThrow(late);
    engine?.stop();
    expect(await look({ [web]: answer })).toEqual([expect.stringMatching(late)]);
    engine?.stop();
    expect(await look({ "/info": answer })).toEqual([expect.stringMatching(late)]);
  });

  it("more than may be kept is told", async () => {
    const large = (name: "web" | "db") => json(inspect(name, { X: "x".repeat(600_000) }));
    const why = await look({ [web]: large("web"), [`/containers/${ids.db}/json`]: large("db") });
    expect(why.join()).toMatch(/more than what is left of/);
  });
});

it("tells what a layer holds", async () => {
  const stat =
    (value: unknown, status?: string): Answer =>
    (socket) => {
      const head = Buffer.from(JSON.stringify(value)).toString("base64");
      socket.write(`HTTP/1.1 ${status ?? "200 OK"}\r\nX-Docker-Container-Path-Stat: ${head}\r\n\r\n`);
    };
  const looked = async (answers: Record<string, Answer>) => {
    engine?.stop();
    engine = await startEngine(answers);
    const unseen: Unseen[] = [];
    const { docker, close } = connect({ url: engine.host, because: "the test" }, unseen);
    const { changes, statFile } = docker.getContainer(ids.web);
    const found = await Promise.allSettled([changes(), statFile("/run/secrets/é")]);
    close();
    return found.map((one) => (one.status === "fulfilled" ? one.value : reason(one.reason)));
  };
  const [changes, file] = [`/containers/${ids.web}/changes`, `/containers/${ids.web}/archive`];
  expect(await looked({ [changes]: json(null), [file]: stat({ mode: 1, size: 2 }) })).toEqual([
    [],
    { mode: 1, size: 2 },
  ]);
  expect(engine?.asked).toContain(`${file}?path=%2Frun%2Fsecrets%2F%C3%A9`);
  const odd = await looked({ [changes]: json([{ Path: "/a", Kind: 1 }, { Kind: 0 }]), [file]: stat({ mode: "x" }) });
  expect(odd[0]).toEqual([{ Path: "/a", Kind: 1 }]);
  expect(odd[1]).toMatch(/archive is malformed \(mode, size\)/);
  expect((await looked({ [file]: stat({}, "404 Not Found") }))[1]).toBe("the engine answered 404");
});

it("may close a connection that it kept, at the moment of the next call", async () => {
  // Each answer is whole, and the connection goes away a moment later: the next call meets a closed one.
  const once =
    (value: unknown): Answer =>
    (socket, path) => {
      json(value)(socket, path);
      setTimeout(() => socket.destroy(), 1);
    };
  const { stdout } = await audited({ "/version": once({ Version: "1" }), "/info": once({ DockerRootDir: "/x" }) });
  expect(stdout).not.toContain("Not checked");
});
