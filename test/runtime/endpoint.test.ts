import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { showEngine } from "../../src/facts/shown.ts";
import { resolveEndpoint } from "../../src/runtime/probe/endpoint.ts";
import { folderWith } from "../support/run-cli.ts";

const id = (name: string) => createHash("sha256").update(name).digest("hex");
const meta = (host: string) =>
  JSON.stringify({ Name: "x", Endpoints: { docker: { Host: host, SkipTLSVerify: false } } });
const home = folderWith({
  ".docker/config.json": JSON.stringify({ currentContext: "staging" }),
  [`.docker/contexts/meta/${id("staging")}/meta.json`]: meta("ssh://ops@staging"),
  [`.docker/contexts/meta/${id("secure")}/meta.json`]: meta("tcp://10.0.0.7:2376"),
  [`.docker/contexts/tls/${id("secure")}/docker/ca.pem`]: "ca",
  "certs/ca.pem": "ca",
  "certs/key.pem": "key",
});
const empty = folderWith({ x: "" });
const at = (where: string, env: Record<string, string> = {}) => ({ env, home: where, platform: "linux" });

describe("which engine", () => {
  it.each([
    [
      "--host before all",
      { host: "tcp://a:1" },
      { DOCKER_HOST: "tcp://b:1", DOCKER_CONTEXT: "secure" },
      "tcp://a:1",
      "--host",
    ],
    ["a host without a scheme", { host: "a:1" }, {}, "tcp://a:1", "--host"],
    [
      "--context before the environment",
      { context: "secure" },
      { DOCKER_HOST: "tcp://b:1" },
      "tcp://10.0.0.7:2376",
      "context secure",
    ],
    [
      "DOCKER_HOST before DOCKER_CONTEXT",
      {},
      { DOCKER_HOST: "unix:///x.sock", DOCKER_CONTEXT: "secure" },
      "unix:///x.sock",
      "DOCKER_HOST",
    ],
    [
      "DOCKER_CONTEXT before the current one",
      {},
      { DOCKER_CONTEXT: "secure" },
      "tcp://10.0.0.7:2376",
      "context secure",
    ],
    ["the current context", {}, {}, "ssh://ops@staging", "context staging"],
  ])("%s", (_, wanted, env, url, because) => {
    expect(resolveEndpoint(wanted, at(home, env as Record<string, string>))).toMatchObject({ url, because });
  });

  it("takes certificates of the context, or of the environment", () => {
    expect(resolveEndpoint({ context: "secure" }, at(home)).tls).toMatchObject({ ca: Buffer.from("ca"), verify: true });
    const env = { DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: `${home}/certs` };
    expect(resolveEndpoint({ host: "tcp://a:1" }, at(home, env)).tls).toMatchObject({
      key: Buffer.from("key"),
      verify: true,
    });
    expect(resolveEndpoint({ host: "unix:///a" }, at(home, env)).tls).toBeUndefined();
  });

  it("falls back on a socket", () => {
    const { url, because } = resolveEndpoint({}, at(empty));
    expect(url).toMatch(/^unix:\/\/\/.*\.sock$/);
    expect(because).toBe("the default");
    expect(resolveEndpoint({}, { ...at(empty), platform: "win32" }).url).toBe("npipe:////./pipe/docker_engine");
  });

  it.skipIf(["/var/run/docker.sock", "/run/podman/podman.sock"].some((path) => existsSync(path)))(
    "falls back on rootless sockets: Docker's before podman's",
    () => {
      const own = folderWith({ "run/podman/podman.sock": "", "run/x": "", "home/.docker/run/docker.sock": "" });
      const chosen = (where: string) => resolveEndpoint({}, at(where, { XDG_RUNTIME_DIR: `${own}/run` })).url;
      expect(chosen(empty)).toBe(`unix://${own}/run/podman/podman.sock`);
      expect(chosen(`${own}/home`)).toBe(`unix://${own}/home/.docker/run/docker.sock`);
      writeFileSync(`${own}/run/docker.sock`, "");
      expect(chosen(`${own}/home`)).toBe(`unix://${own}/run/docker.sock`);
    },
  );

  it.each([
    [{ context: "nope" }, "there is no context nope"],
    [{ host: "ftp://x" }, "cannot use the address that --host gives"],
    [{ host: "unix:///a", context: "b" }, "--host and --context exclude each other"],
  ])("refuses %o", (wanted, message) => expect(() => resolveEndpoint(wanted, at(home))).toThrow(message));

  it.each([
    ["ssh://ops:brassbell-canary@h", "ssh://…@h"],
    ["ssh://u:p@ss/w-canary@h:22", "ssh://…@h:22"],
    ["ssh://u:canary#@h", "ssh://…@h"],
    ["tcp://u:can?ary@h:2376", "tcp://…@h:2376"],
    ["tcp://canary@h:2376", "tcp://…@h:2376"],
    ["u:canary@h:2376", "…@h:2376"],
    ["ssh://Xk9pcRe6jYw2mPq@h", "ssh://…@h"],
    ["tcp://h:2376?token=canary", "tcp://h:2376"],
    ["ssh://ops@h", "ssh://ops@h"],
    ["unix:///run/docker.sock", "unix:///run/docker.sock"],
  ])("shows of %s no password", (address, shown) => expect(showEngine(address)).toBe(shown));
});
