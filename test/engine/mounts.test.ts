import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { type Audited, audit, auditOf, said } from "./support/audit.ts";
import {
  describeEngine,
  docker,
  dockerHost,
  hostFile,
  podman,
  podmanHost,
  podmanRemoveAll,
  podmanRun,
} from "./support/engine.ts";

describeEngine("files that no swarm mounts", () => {
  let result: Audited;

  beforeAll(async () => {
    const open = hostFile("open", "larkspur-canary-1", 0o644);
    const closed = hostFile("closed", "larkspur-canary-2", 0o600);
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words);
    run("bind", "-v", `${closed}:/run/secrets/pw:ro`, "busybox:local");
    run("drops", "-v", `${closed}:/run/secrets/pw:ro`, "busybox:local", "su", "app", "-c", "exec sleep 1000");
    run("writable", "-v", `${closed}:/run/secrets/pw`, "shellless:local");
    run("on-top", "--tmpfs", "/run/secrets", "-v", `${closed}:/run/secrets/pw:ro`, "busybox:local");
    run("odd-name", "-v", `${closed}:/run/secrets/a b\\c:ro`, "busybox:local");
    run(
      "in-tmpfs",
      "--tmpfs",
      "/run/secrets",
      "busybox:local",
      "sh",
      "-c",
      "head -c 20 /bin/busybox > /run/secrets/pw; sleep 1000",
    );
    run(
      "volume",
      "-v",
      "secrets:/run/secrets",
      "busybox:local",
      "sh",
      "-c",
      "head -c 20 /bin/busybox > /run/secrets/pw; sleep 1000",
    );
    run(
      "stray",
      "busybox:local",
      "sh",
      "-c",
      "mkdir -p /run/secrets; head -c 20 /bin/busybox > /run/secrets/pw; sleep 1000",
    );
    run(
      "runaway",
      "busybox:local",
      "sh",
      "-c",
      "mkdir -p /run/secrets; ln -s /proc/1/environ /run/secrets/x; ln -s ../../../../etc/shadow /run/secrets/y; sleep 1000",
    );
    const copied = (name: string, ...words: string[]) => {
      docker("create", "--network", "none", "--name", name, ...words, "busybox:local");
      docker("cp", `${dirname(closed)}/../host`, `${name}:/run/secrets`);
    };
    copied("under", "--tmpfs", "/run");
    docker("start", "under");
    copied("ended");
    docker("commit", "ended", "baked:local");
    run("baked", "baked:local");
    compose(open, closed);
    result = await audit();
  }, 60_000);

  it("names what backs each file", () => {
    expect(said(result, "container bind")).toEqual(["secret-not-in-memory /run/secrets/pw"]);
    expect(said(result, "container on-top")).toEqual(["secret-not-in-memory /run/secrets/pw"]);
    expect(said(result, "container odd-name")).toEqual(["secret-not-in-memory /run/secrets/a b\\c"]);
    expect(said(result, "container volume")).toEqual(["secret-not-in-memory /run/secrets/pw"]);
    expect(said(result, "container in-tmpfs")).toEqual([]);
    expect(result.findings.find(({ file }) => file === "container bind")?.message).toMatch(
      /^\/run\/secrets\/pw is a bind-mounted file of the host \(\S+\/host\/closed, \w+, 0600 0:0\)/,
    );
  });

  it("asks who really runs, and not who was to run", () => {
    expect(docker("inspect", "-f", "{{.Config.User}}", "drops")).toBe("");
    expect(said(result, "container drops")).toEqual([
      "secret-not-in-memory /run/secrets/pw",
      "secret-unreadable /run/secrets/pw",
    ]);
  });

  it("sees what is writable, without a shell in the image", () => {
    expect(said(result, "container writable")).toEqual([
      "secret-mount-writable /run/secrets/pw",
      "secret-not-in-memory /run/secrets/pw",
    ]);
  });

  it("tells a file in the layer from a mount", () => {
    expect(said(result, "container stray")).toEqual(["stray-secret-file /run/secrets/pw"]);
  });

  it("sees what is underneath a mount, and in the layer of a container that does not run", () => {
    expect(said(result, "container under")).toContain("stray-secret-file /run/secrets/closed");
    expect(result.findings.find(({ file }) => file === "container under")?.message).toMatch(
      /under the mount at \/run:/,
    );
    expect(said(result, "container ended")).toContain("stray-secret-file /run/secrets/closed");
  });

  it("knows what came with the image", () => {
    expect(said(result, "container baked")).toContain("stray-secret-file /run/secrets/closed");
    expect(result.findings.find(({ file }) => file === "container baked")?.message).toMatch(/is a file of the image:/);
  });

  it("follows no link out of the container", () => expect(said(result, "container runaway")).toEqual([]));

  it("knows Compose's binds, and who cannot read them", () => {
    expect(said(result, "container shop_root_1")).toEqual(["secret-not-in-memory /run/secrets/closed"]);
    expect(said(result, "container shop_app_1")).toEqual([
      "secret-not-in-memory /run/secrets/closed",
      "secret-not-in-memory /run/secrets/open",
      "secret-readable-by-all /run/secrets/open",
      "secret-unreadable /run/secrets/closed",
    ]);
    const about = result.findings.filter(
      ({ file, rule }) => file === "container shop_root_1" && rule === "secret-not-in-memory",
    );
    expect(about[0]?.severity).toBe("medium");
  });

  it("looks at podman's containers the same way", async () => {
    podman("secret", "create", "api_key", hostFile("podman-key", "larkspur-canary-6", 0o600));
    podmanRun("-d", "--name", "pod", "--secret", "api_key,mode=0400,uid=1000", "busybox:local");
    podmanRun("-d", "--name", "pod-env", "--secret", "api_key,type=env,target=API_KEY", "busybox:local");
    const pods = await auditOf(podmanHost);
    expect(pods.engine).toMatchObject({ product: "podman", level: "proc" });
    expect(said(pods, "container pod")).toEqual([
      "secret-mount-writable /run/secrets/api_key",
      "secret-not-in-memory /run/secrets/api_key",
    ]);
    expect(pods.findings.find(({ rule }) => rule === "secret-not-in-memory")?.message).toMatch(
      /^\/run\/secrets\/api_key is a copy that podman made on disk .* driver `file` keeps api_key unencrypted in \/\S+\/secrets\/filedriver$/,
    );
    const alone = await auditOf(podmanHost, "--container", "pod");
    expect(alone.findings).toEqual(pods.findings.filter(({ file }) => file === "container pod"));
    // Its inspect output masks the value.
    expect(said(pods, "container pod-env")).toEqual(["secret-in-env API_KEY"]);
    expect(pods.gaps).toEqual([]);
    podmanRemoveAll();
    podman("secret", "rm", "api_key");
  });

  it("may be asked about one container", async () => {
    const one = await audit("--container", "stray");
    expect(new Set(one.findings.map(({ file }) => file))).toEqual(new Set(["container stray"]));
  });
});

/** A project with file secrets, started by Compose itself. */
function compose(open: string, closed: string): void {
  const folder = join(dirname(open), "shop");
  mkdirSync(folder, { recursive: true });
  const service = (name: string, user: string, secrets: string) =>
    `  ${name}:\n    image: busybox:local\n    network_mode: none\n    user: "${user}"\n    secrets: ${secrets}\n`;
  const file = `version: "3.8"\nservices:\n${service("root", "0:0", "[closed]")}${service("app", "1000:1000", "[open, closed]")}secrets:\n  open: {file: ${open}}\n  closed: {file: ${closed}}\n`;
  writeFileSync(join(folder, "compose.yaml"), file);
  execFileSync("docker-compose", ["-f", "compose.yaml", "-p", "shop", "up", "-d"], {
    cwd: folder,
    env: { ...process.env, DOCKER_HOST: dockerHost },
    stdio: "ignore",
  });
}
