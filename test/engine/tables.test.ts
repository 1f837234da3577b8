import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { audit, said, withoutSwarm } from "./support/audit.ts";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerHost,
  dockerWith,
  engineFolder,
  ensureSwarm,
  hostFile,
} from "./support/engine.ts";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");
const images = ["busybox:local", "shellless:local"] as const;

/** What the engine itself tells and hides: what the audit rests on, and why it does not ask elsewhere. */
describeEngine("ways to look into a container", () => {
  let id = "";
  let pid = "";

  beforeAll(() => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    const closed = hostFile("tables", "larkspur-canary-2", 0o600);
    for (const image of images) {
      const name = image.replace(":local", "");
      const service = (what: string, ...words: string[]) =>
        docker("service", "create", "-d", "--name", `${name}-${what}`, ...words, image);
      service("healthy", "--secret", "source=db_pw,target=pw,mode=0400");
      service("denied", "--user", "1000:1000", "--secret", "source=db_pw,target=pw,mode=0400");
      service("on-run", "--mount", "type=volume,dst=/run", "--secret", "source=db_pw,target=pw,mode=0400");
      const run = (what: string, ...words: string[]) =>
        docker("run", "-d", "--network", "none", "--name", `${name}-${what}`, ...words, image);
      run("bind", "-v", `${closed}:/run/secrets/pw`);
      run("on-top", "--tmpfs", "/run/secrets", "-v", `${closed}:/run/secrets/pw:ro`);
    }
    awaitServices(
      ...images.flatMap((image) =>
        ["healthy", "denied", "on-run"].map((what) => image.replace("local", what).replace(":", "-")),
      ),
    );
    id = docker("ps", "-q", "--filter", "name=busybox-healthy.1");
    pid = docker("inspect", "-f", "{{.State.Pid}}", id);
  }, 90_000);

  it("mountinfo: each secret is a mount of its own, and the folder is none", () => {
    const lines = readFileSync(`/proc/${pid}/mountinfo`, "utf8")
      .split("\n")
      .filter((line) => line.includes("/run/secrets"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/ \/[0-9a-z]{25} \/run\/secrets\/pw ro,relatime .*- tmpfs tmpfs ro/);
  });

  it("on the host it is a file of a tmpfs below the engine's data", () => {
    const daemon = readFileSync(join(engineFolder, "pid"), "utf8").trim();
    const whole = docker("inspect", "-f", "{{.Id}}", id);
    const mounts = readFileSync(`/proc/${daemon}/mountinfo`, "utf8").split("\n");
    const held = mounts.filter((line) => line.includes(`/containers/${whole}/mounts/secrets `));
    expect(held).toEqual([expect.stringMatching(/ ro,relatime .*- tmpfs tmpfs ro/)]);
  });

  it("the folder of the secrets is in the container's own layer, open to all", () => {
    expect(docker("exec", id, "stat", "-c", "%a %u:%g", "/run/secrets")).toBe("755 0:0");
    expect(docker("exec", id, "stat", "-c", "%a %u:%g", "/run/secrets/pw")).toBe("400 0:0");
  });

  it("inspect does not list a swarm's secrets", () =>
    expect(docker("inspect", "-f", "{{json .Mounts}}", id)).toBe("[]"));

  it("the archive API shows the empty file below the mount", () => {
    const listed = spawnSync("sh", ["-c", `docker -H "$1" cp "$2:/run/secrets/pw" - | tar -tv`, "sh", dockerHost, id], {
      encoding: "utf8",
    });
    expect(listed.stdout).toMatch(/^-rwxr-xr-x root\/root +0 .* pw\n$/);
  });

  it("the archive API shows a bind as it is", () => {
    const script = `docker -H "$1" cp busybox-bind:/run/secrets/pw - | tar -tv`;
    const { stdout } = spawnSync("sh", ["-c", script, "sh", dockerHost], { encoding: "utf8" });
    expect(stdout).toMatch(/^-rw------- root\/root +17 .* pw\n$/);
  });

  it("a volume over /run does not hide a secret, and the audit does not say so", async () => {
    expect(said(await audit(), "container busybox-on-run.1")).toEqual([]);
  });

  it("an image without a shell is seen as fully as busybox", async () => {
    const report = await audit();
    const about = (name: string) =>
      ["healthy.1", "denied.1", "on-run.1", "bind", "on-top"].map((what) => said(report, `container ${name}-${what}`));
    expect(about("shellless")).toEqual(about("busybox"));
    expect(about("busybox").flat()).toHaveLength(4);
  });

  it("through the socket only nothing is reported that root does not see as well", async () => {
    const [socket, proc] = [await audit("--no-proc"), await audit()];
    const lines = ({ findings }: typeof proc) =>
      findings.map(({ file, rule, key, message }) => `${file} ${rule} ${key} ${message}`);
    expect(lines(proc)).toEqual(expect.arrayContaining(lines(socket)));
    expect(socket.engine.sound).toBe(0);
    expect(socket.gaps).toMatchObject([
      {
        file: "10 containers",
        why: "without mounts, modes and owners of secrets, and what its processes hold in their environment: --no-proc",
      },
    ]);
  });

  it("with a /proc that is not the engine's, it says so", () => {
    const words = ["--pid", "--fork", "--mount-proc", process.execPath, cli, "audit", "-H", dockerHost, "-f", "json"];
    const { stdout } = spawnSync("unshare", words, { encoding: "utf8", cwd: "/" });
    const report = JSON.parse(stdout);
    expect(withoutSwarm(report.findings)).toEqual([]);
    expect(report.gaps).toMatchObject([
      { file: "10 containers", why: expect.stringContaining("not visible here (another host or pid namespace)") },
    ]);
  });
});
