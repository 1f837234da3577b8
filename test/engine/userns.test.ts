import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { auditOf, said } from "./support/audit.ts";
import { describeEngine } from "./support/engine.ts";
import { startKeeper } from "./support/start-keeper.ts";

/** A daemon of its own: `--userns-remap` holds for all containers of one. */
describeEngine("a daemon that puts each container into a user namespace", () => {
  let folder = "";
  let host = "";
  const docker = (...words: string[]) =>
    execFileSync("docker", ["-H", host, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  let stop = async () => {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "runsecrets-userns-"));
    host = `unix://${folder}/docker.sock`;
    stop = await startKeeper(folder, "remapped");
    docker("swarm", "init", "--listen-addr", "127.0.0.1:2377", "--advertise-addr", "127.0.0.1");
    execFileSync("docker", ["-H", host, "secret", "create", "db_pw", "-"], { input: "larkspur-canary-1" });
    const service = (name: string, grant: string) =>
      docker("service", "create", "-d", "--name", name, "--user", "1000:1000", "--secret", grant, "busybox:local");
    service("owned", "source=db_pw,target=pw,mode=0400,uid=1000,gid=1000");
    service("denied", "source=db_pw,target=pw,mode=0400");
    const file = (name: string, owner: string) => {
      writeFileSync(join(folder, name), "larkspur-canary-2");
      chmodSync(join(folder, name), 0o600);
      execFileSync("chown", [owner, join(folder, name)]);
      return `${join(folder, name)}:/run/secrets/pw:ro`;
    };
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words, "busybox:local");
    run("of-host-root", "-v", file("of-host-root", "0:0"));
    run("of-its-root", "-v", file("of-its-root", "100000:100000"));
    run("shared", "--userns", "host", "-v", file("shared", "0:0"));
    run("prober", "-v", "/proc:/host/proc:ro");
    await vi.waitUntil(() => docker("ps", "-q").split("\n").length === 6, { timeout: 40_000, interval: 500 });
  }, 120_000);
  afterAll(() => stop(), 60_000);

  it.each([[[]], [["--no-proc", "--exec"]]])("counts ids as the containers do (%j)", async (words) => {
    const report = await auditOf(host, ...words);
    expect(said(report, "container owned.1")).toEqual([]);
    expect(said(report, "container denied.1")).toEqual(["secret-unreadable /run/secrets/pw"]);
    expect(report.findings.find(({ file }) => file === "container denied.1")?.message).toBe(
      "uid 1000 runs here but cannot read /run/secrets/pw (0400 0:0)",
    );
    expect(said(report, "container of-its-root")).toEqual(["secret-not-in-memory /run/secrets/pw"]);
    expect(said(report, "container shared")).toEqual(["secret-not-in-memory /run/secrets/pw"]);
    expect(report.gaps).toEqual([]);
  });

  it.each([[[]], [["--no-proc", "--exec"]]])("knows that root in there is not root of the host (%j)", async (words) => {
    const { findings } = await auditOf(host, ...words);
    const closed = findings.find((one) => one.file === "container of-host-root" && one.rule === "secret-unreadable");
    expect(closed?.message).toMatch(/^uid 0 runs here but cannot read .* outside the container's user namespace\)$/);
    const path = join(folder, "of-host-root");
    expect(closed?.paste).toEqual([`chown 100000 ${path} && chmod 0400 ${path}`]);
    const read = (name: string) => docker("exec", name, "cat", "/run/secrets/pw");
    expect(() => read("of-host-root")).toThrow("Permission denied");
    expect(read("of-its-root")).toContain("larkspur");
    execFileSync("chown", ["100000", path]);
    expect(read("of-host-root")).toContain("larkspur");
    execFileSync("chown", ["0", path]);
  });

  it("tells no neighbour that cannot read what the others have", async () => {
    const pid = docker("inspect", "-f", "{{.State.Pid}}", "of-its-root");
    expect(() => docker("exec", "prober", "cat", `/host/proc/${pid}/environ`)).toThrow("Permission denied");
    expect(said(await auditOf(host), "container prober")).toEqual([]);
  });
});
