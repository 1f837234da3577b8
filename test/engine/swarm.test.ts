import { beforeAll, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { type Audited, audit, said } from "./support/audit.ts";
import { awaitServices, describeEngine, docker, dockerHost, dockerWith, ensureSwarm } from "./support/engine.ts";

describeEngine("swarm services, each as the engine mounts its secrets", () => {
  let result: Audited;

  beforeAll(async () => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    dockerWith("larkspur-canary-2", "secret", "create", "api_key", "-");
    dockerWith("listen 80;", "config", "create", "web_conf", "-");
    const service = (name: string, ...words: string[]) =>
      docker("service", "create", "-d", "--name", name, ...words.slice(0, -1), words.at(-1) ?? "");
    const strict = "source=db_pw,target=pw,mode=0400";
    service("healthy", "--secret", strict, "busybox:local");
    service("shellless", "--secret", strict, "--secret", "source=api_key,target=/api_key,mode=0400", "shellless:local");
    service(
      "owned",
      "--user",
      "1000:1000",
      "--secret",
      "source=db_pw,target=pw,uid=1000,gid=1000,mode=0400",
      "busybox:local",
    );
    service("denied", "--user", "1000:1000", "--secret", strict, "shellless:local");
    service("open", "--user", "1000:1000", "--secret", "db_pw", "busybox:local");
    service("slip", "--secret", "source=db_pw,target=pw,mode=400", "busybox:local");
    service(
      "absolute",
      "--secret",
      "source=db_pw,target=/etc/app/pw,mode=0400",
      "--config",
      "web_conf",
      "busybox:local",
    );
    service("linked", "--secret", "source=db_pw,target=/bin/../etc/pw,mode=0400", "busybox:local");
    service("tmpfs", "--mount", "type=tmpfs,dst=/run", "--secret", strict, "busybox:local");
    service(
      ...["twice", "--secret", "source=db_pw,target=strict,uid=1000,gid=1000,mode=0400"],
      ...["--secret", "source=db_pw,target=loose,mode=0444", "busybox:local"],
    );
    awaitServices("healthy", "shellless", "owned", "denied", "open", "slip", "absolute", "linked", "tmpfs", "twice");
    result = await audit();
  }, 90_000);

  it("names the engine and how deep it looked", () => {
    expect(result.engine).toMatchObject({ product: "Docker", swarm: "manager", level: "proc", secrets: 2 });
    expect(result).toMatchObject({ gaps: [], code: 1, stderr: "" });
  });

  it("says so at the top of the report", async () => {
    const { stdout } = await runCli(["audit", "-H", dockerHost], { cwd: "/" });
    const [top] = stdout.split("\n");
    expect(top).toMatch(/^Docker \d+\.\d+\S*, swarm manager, unix:\/\/\S+, with \/proc · 10 containers, .* 2 secrets$/);
  });

  it("says that its managers start unlocked, until they do not", async () => {
    const told = async () => (await audit()).ofSwarm;
    expect(await told()).toMatchObject([
      { severity: "info", key: "autolock", paste: ["docker swarm update --autolock=true"] },
    ]);
    docker("swarm", "update", "--autolock=true");
    try {
      expect(await told()).toEqual([]);
    } finally {
      docker("swarm", "update", "--autolock=false");
    }
  });

  for (const name of ["healthy", "shellless", "owned", "absolute", "linked", "tmpfs"]) {
    it(`is silent about ${name}`, () => {
      expect(said(result, `container ${name}.1`)).toEqual([]);
      expect(said(result, `service ${name}`)).toEqual([]);
    });
  }

  it("counts those that are as declared", () => expect(result.engine.sound).toBe(6));

  it("says who cannot read 0400", () => {
    expect(said(result, "container denied.1")).toEqual(["secret-unreadable /run/secrets/pw"]);
    expect(result.findings.find(({ rule }) => rule === "secret-unreadable")?.message).toBe(
      "uid 1000 runs here but cannot read /run/secrets/pw (0400 0:0)",
    );
  });

  it("says that the default opens a secret to all", () => {
    expect(said(result, "container open.1")).toEqual(["secret-readable-by-all /run/secrets/db_pw"]);
  });

  it("says what a decimal mode became", () => {
    expect(said(result, "service slip")).toEqual(["secret-mode-wrong /run/secrets/pw"]);
    expect(result.findings.find(({ rule }) => rule === "secret-mode-wrong")?.message).toBe(
      "/run/secrets/pw is granted with mode 0620: 400 was read as a decimal number instead of 0400",
    );
  });

  it("sees that of two grants of one secret one did not hold", () => {
    expect(said(result, "service twice")).toEqual(["secret-granted-twice db_pw"]);
    // Which of the two wins is left to chance by the engine's command line.
    const drifts = ["secret-mode-drift /run/secrets/loose", "secret-mode-drift /run/secrets/strict"];
    const told = said(result, "container twice.1");
    expect(told).toHaveLength(1);
    expect(drifts).toContain(told[0]);
  });
});
