import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { cli } from "../support/run-cli.ts";
import { startKeeper } from "./support/start-keeper.ts";

interface Line {
  change: string;
  rule: string;
  file: string;
  key: string;
}

const image = "busybox:local";
const patient = { timeout: 40_000, interval: 100 };

// A restart would disturb the other tests: this engine is its own.
describe.skipIf(inject("engine") === "")("an audit that goes on", () => {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-watch-"));
  const host = `unix://${folder}/docker.sock`;
  const program = `${folder}.sh`;
  const heard = `${folder}.heard`;
  let stop = async () => {};
  let watch: ChildProcess;
  let restarted: ChildProcess | undefined;
  let out = "";
  let err = "";

  const docker = (...words: string[]) =>
    execFileSync("docker", ["-H", host, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  const run = (name: string, ...words: string[]) =>
    docker("run", "-d", "--network", "none", "--name", name, ...words, image);
  const lines = (): Line[] =>
    out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const told = (name: string) =>
    lines().flatMap(({ change, rule, file }) => (file === `container ${name}` ? [`${change} ${rule}`] : []));

  beforeAll(async () => {
    stop = await startKeeper(folder, "plain");
    run("before", "-e", "DB_PASSWORD=orchid-41-canary");
    // Of a container's name it makes no word of a command.
    writeFileSync(program, `#!/bin/sh\n[ $# = 0 ] && cat >> ${heard}\n`, { mode: 0o755 });
    const words = ["audit", "-H", host, "--watch", "-f", "json", "--exec-on-finding", program];
    watch = spawn(process.execPath, [cli, ...words], { cwd: "/", stdio: "pipe" });
    watch.stdout?.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    watch.stderr?.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    await vi.waitUntil(() => told("before").length > 0, patient);
  }, 90_000);
  afterAll(async () => {
    watch?.kill("SIGKILL");
    restarted?.kill("SIGTERM");
    await stop();
    for (const file of [program, heard]) rmSync(file, { force: true });
  }, 60_000);

  it("tells once what a container that starts has in the open", async () => {
    run("clean");
    run("started", "-e", "DB_PASSWORD=orchid-42-canary");
    await vi.waitUntil(() => told("started").length > 0, patient);
    docker("rename", "started", "renamed");
    await vi.waitUntil(() => told("renamed").length > 0, patient);
    expect(told("renamed")).toEqual(["new secret-in-env"]);
    expect(told("clean")).toEqual([]);
  }, 60_000);

  it("starts a program with each new finding on its standard input", async () => {
    const findings = () =>
      readFileSync(heard, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line): Line => JSON.parse(line));
    await vi.waitUntil(() => findings().some(({ file }) => file === "container renamed"), patient);
    const told = lines().filter(({ change }) => change === "new");
    expect(findings()).toEqual(told.slice(0, findings().length));
    expect(readFileSync(heard, "utf8")).not.toContain("canary");
  }, 60_000);

  it("tells when it is gone", async () => {
    docker("rm", "-f", "renamed");
    await vi.waitUntil(() => told("renamed").length > 1, patient);
    expect(told("renamed")).toEqual(["new secret-in-env", "resolved secret-in-env"]);
    expect(told("started")).toEqual(["new secret-in-env", "resolved secret-in-env"]);
    expect(told("before")).toEqual(["new secret-in-env"]);
  }, 60_000);

  it("misses none of many that start at once", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `many-${index}`);
    for (const name of names) run(name, "-e", "DB_PASSWORD=orchid-43-canary");
    await vi.waitUntil(() => names.every((name) => told(name).length > 0), patient);
    for (let index = 0; index < 10; index++) docker("run", "--rm", "--network", "none", image, "true");
    expect(err).toBe("");
    docker("rm", "-f", ...names);
    await vi.waitUntil(() => names.every((name) => told(name).length > 1), patient);
    expect(new Set(names.flatMap(told))).toEqual(new Set(["new secret-in-env", "resolved secret-in-env"]));
  }, 120_000);

  it("survives the end of its engine, and sees what started meanwhile", async () => {
    const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean);
    process.kill(pid, "SIGTERM");
    await vi.waitUntil(() => err.includes("the engine went away"), patient);
    const again = ["--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh", ...words];
    restarted = spawn("unshare", again, { stdio: "ignore" });
    await vi.waitUntil(() => {
      try {
        return docker("version", "-f", "{{.Server.Version}}") !== "";
      } catch {
        return false;
      }
    }, patient);
    run("meanwhile", "-e", "DB_PASSWORD=orchid-44-canary");
    await vi.waitUntil(() => told("meanwhile").length > 0, patient);
    run("after", "-e", "DB_PASSWORD=orchid-45-canary");
    await vi.waitUntil(() => told("after").length > 0, patient);
    expect(err).toContain("the engine answers again");
    // It has stopped, and still has it in its settings.
    expect(told("before")).toEqual(["new secret-in-env"]);
  }, 120_000);

  it("printed no value, and ends with ctrl-C", async () => {
    const ended = new Promise((resolve) => watch.on("exit", resolve));
    watch.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(out + err).not.toContain("canary");
  }, 60_000);

  it("refuses a format that has an end", () => {
    const refused = () =>
      execFileSync(process.execPath, [cli, "audit", "-H", host, "--watch", "-f", "sarif"], { stdio: "pipe" });
    expect(refused).toThrow(/--watch prints text or JSON lines/);
  });
});
