import { spawn } from "node:child_process";
import { type AddressInfo, createServer, connect as dial } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { audit as libraryAudit } from "../../src/index.ts";
import { withoutSwarm } from "./support/audit.ts";
import { describeEngine, docker, dockerHost } from "./support/engine.ts";

const socket = dockerHost.replace("unix://", "");
const cli = join(import.meta.dirname, "../../dist/cli.cjs");

describeEngine("an audit that is stopped", () => {
  it("by ctrl-C: reports what it saw, names the rest, ends with 130", async () => {
    docker("run", "-d", "--network", "none", "--name", "first", "-e", "DB_PASSWORD=orchid-42-canary", "busybox:local");
    docker("run", "-d", "--network", "none", "--name", "second", "busybox:local");
    const second = docker("inspect", "-f", "{{.Id}}", "second");
    let waiting = () => {};
    const asked = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    // An engine that answers everything but for one container.
    const proxy = createServer((client) => {
      const engine = dial(socket);
      client.on("data", (bytes) => {
        if (bytes.toString().includes(second)) waiting();
        else engine.write(bytes);
      });
      engine.pipe(client);
      for (const one of [client, engine]) one.on("error", () => {}).on("close", () => client.destroy());
      client.on("close", () => engine.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const host = `tcp://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const child = spawn(process.execPath, [cli, "audit", "-H", host, "-f", "json"], { cwd: "/", env: {} });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    await asked;
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.on("close", resolve));
    proxy.close();
    const report = JSON.parse(stdout);
    expect(code).toBe(130);
    expect(stderr).not.toMatch(/^\s+at |Error/m);
    expect(withoutSwarm<{ rule: string }>(report.findings).map(({ rule }) => rule)).toEqual(["secret-in-env"]);
    const gaps = report.gaps.map(({ file, why }: { file: string; why: string }) => `${file} ${why}`);
    expect(gaps).toContain("container second not looked at: the audit was stopped");
    expect(stdout).not.toContain("canary");
  }, 30_000);

  it("by a program, before anything was told", async () => {
    const options = { host: dockerHost, signal: AbortSignal.abort(), configFile: false } as const;
    await expect(libraryAudit(options)).rejects.toThrow(/^stopped before the engine told anything$/);
  });

  it("tells a program how far it is", async () => {
    const steps: string[] = [];
    const report = await libraryAudit({
      host: dockerHost,
      configFile: false,
      onProgress: ({ looking, done, of }) => steps.push(`${looking} ${done} ${of}`),
    });
    expect(report.engine).toMatchObject({ product: "Docker", level: "proc" });
    expect(steps).toContain("containers 2 2");
  });
});
