import { beforeAll, expect, it } from "vitest";
import { reporters } from "../../src/reporters/index.ts";
import { runCli } from "../support/run-cli.ts";
import { type Audited, audit, said } from "./support/audit.ts";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerHost,
  dockerWith,
  ensureSwarm,
  hostFile,
} from "./support/engine.ts";

describeEngine("plaintext in what the engine tells everyone", () => {
  let result: Audited;
  let events = "";

  beforeAll(async () => {
    ensureSwarm();
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words);
    const image = "busybox:local";
    run("env", "-e", "DB_PASSWORD=orchid-42-canary", image);
    run("url", "-e", "DATABASE_URL=postgres://app:winterfox-88-canary@db/app", image);
    run("cmd", image, "sh", "-c", "mysql -phunter2canary9 || sleep 1000");
    run("entrypoint", "--entrypoint", "sleep", image, "1000", "--requirepass", "hunter2canary9");
    run("label", "-l", "admin.password=brassbell-9-canary", image);
    run(
      "health",
      "--health-interval",
      "1s",
      "--health-cmd",
      "echo PGPASSWORD=brassbell-9-canary; redis-cli -a hunter2canary9 ping",
      image,
    );
    docker("create", "--network", "none", "--name", "stopped", "-e", "DB_PASSWORD=orchid-43-canary", image);
    docker("run", "--network", "none", "--name", "exited", "-e", "DB_PASSWORD=orchid-47-canary", image, "true");
    dockerWith(
      `FROM ${image}\nARG NPM_TOKEN\nENV API_SECRET=orchid-44-canary\nLABEL admin.password=brassbell-9-canary\nRUN curl -u app:hunter2canary9 http://x || true\n`,
      ...["build", "--network", "none", "--build-arg", "NPM_TOKEN=zx9-poplar-canary", "-t", "leaky:1", "-"],
    );
    run("from-image", "leaky:1");
    const shared = hostFile("live-pw", "orchid-46-canary\n", 0o644);
    const given = ["-v", `${shared}:/run/secrets/db:ro`];
    run("live-env", ...given, image, "sh", "-c", "export DB_PASSWORD=$(cat /run/secrets/db); exec sleep 1000");
    run("live-child", ...given, image, "sh", "-c", "export DB_PASSWORD=$(cat /run/secrets/db); sleep 1000 & wait");
    run(
      "live-url",
      ...given,
      image,
      "sh",
      "-c",
      "export DB_URL=postgres://a:$(cat /run/secrets/db)@db/a; exec sleep 1000",
    );
    run(
      "live-file",
      ...given,
      ...["-e", "DB_PASSWORD_FILE=/run/secrets/db", image],
      ...["sh", "-c", "export DB_PASSWORD=$(cat $DB_PASSWORD_FILE); exec sleep 1000"],
    );
    const start = hostFile(
      "start.sh",
      'echo "sleep 1000; :" > /tmp/app\nsh /tmp/app --requirepass "$(cat /run/secrets/db)"\n',
      0o755,
    );
    run("live-argv", ...given, "-v", `${start}:/start.sh:ro`, image, "sh", "/start.sh");
    docker(
      ...["create", "--network", "none", "--name", "splunk", "--log-driver", "splunk"],
      ...["--log-opt", "splunk-token=brassbell-9-canary", "--log-opt", "splunk-url=https://splunk.example:8088", image],
    );
    docker(
      ...["volume", "create", "-o", "type=cifs", "-o", "device=//nas/share"],
      ...["-o", "o=username=app,password=brassbell-9-canary", "--label", "admin.password=orchid-48-canary", "share"],
    );
    docker("network", "create", "-d", "overlay", "--label", "admin.password=orchid-48-canary", "labelled-net");
    const label = ["--label", "admin.password=brassbell-9-canary"];
    dockerWith("db_password=brassbell-9-canary\n", "config", "create", ...label, "app_ini", "-");
    dockerWith("larkspur-canary-5", "secret", "create", ...label, "labelled", "-");
    docker(
      "service",
      "create",
      "-d",
      "--name",
      "spec",
      ...label,
      "-e",
      "DB_PASSWORD=orchid-45-canary",
      image,
      ...["sh", "-c", "mysql -phunter2canary9 || sleep 1000"],
    );
    awaitServices("spec");
    await healthIsKnown();
    const since = String(Date.now() / 1000);
    result = await audit();
    events = docker(
      "events",
      "--since",
      since,
      "--until",
      String(Date.now() / 1000),
      "--format",
      "{{.Action}} {{.Actor.Attributes.name}}",
    );
  }, 60_000);

  it.each([
    ["container env", ["secret-in-env DB_PASSWORD"]],
    ["container url", ["secret-in-url DATABASE_URL"]],
    ["container cmd", ["secret-in-command mysql -p"]],
    ["container entrypoint", ["secret-in-command --requirepass"]],
    ["container label", ["secret-in-label admin.password"]],
    ["container health", ["secret-in-command redis-cli -a", "secret-in-log PGPASSWORD"]],
    ["container live-env", ["secret-in-env DB_PASSWORD", "secret-not-in-memory /run/secrets/db"]],
    ["container live-child", ["secret-in-env DB_PASSWORD", "secret-not-in-memory /run/secrets/db"]],
    ["container live-url", ["secret-in-url DB_URL", "secret-not-in-memory /run/secrets/db"]],
    ["container live-file", ["secret-in-env DB_PASSWORD", "secret-not-in-memory /run/secrets/db"]],
    ["container live-argv", ["secret-in-command --requirepass", "secret-not-in-memory /run/secrets/db"]],
    ["container stopped", ["secret-in-env DB_PASSWORD"]],
    ["container exited", ["secret-in-env DB_PASSWORD"]],
    [
      "image leaky:1",
      [
        "secret-in-build-arg NPM_TOKEN",
        "secret-in-command curl -u",
        "secret-in-env API_SECRET",
        "secret-in-label admin.password",
      ],
    ],
    ["container splunk", ["secret-in-label splunk-token"]],
    ["volume share", ["secret-in-label admin.password", "secret-in-label password"]],
    ["network labelled-net", ["secret-in-label admin.password"]],
    ["container from-image", []],
    ["config app_ini", ["secret-in-config db_password", "secret-in-label admin.password"]],
    ["secret labelled", ["secret-in-label admin.password"]],
    ["service spec", ["secret-in-command mysql -p", "secret-in-env DB_PASSWORD", "secret-in-label admin.password"]],
    ["container spec.1", []],
  ])("%s", (file, expected) => expect(said(result, file)).toEqual(expected));

  it("tells apart what an entry point exports from its file", () => {
    const severity = (name: string) =>
      result.findings.find(({ file, rule }) => file === `container ${name}` && rule === "secret-in-env")?.severity;
    expect([severity("live-env"), severity("live-file")]).toEqual(["medium", "info"]);
  });

  it("changes nothing that the engine would tell", () => {
    const ours = events.split("\n").filter((line) => line !== "" && !/ health$|^exec_|^health_status/.test(line));
    expect(ours).toEqual([]);
  });

  it("prints no value in any format", async () => {
    for (const format of Object.keys(reporters)) {
      for (const more of [[], ["--verbose"], ["--no-proc"]]) {
        const { stdout, stderr } = await runCli(["audit", "-H", dockerHost, "-f", format, ...more], {
          cwd: "/",
          env: { DEBUG: "*" },
        });
        expect(stdout.length).toBeGreaterThan(100);
        const printed = format === "sarif" ? withoutRules(stdout) : stdout;
        expect((printed + stderr).toLowerCase()).not.toContain("canary");
      }
    }
  }, 120_000);

  it("says with --debug why a value is none", async () => {
    const { stderr } = await audit("--container", "env", "--debug");
    expect(stderr).toMatch(/^runsecrets: container env: PATH not reported, harmless: /m);
  });

  it("ends as --fail-on says", async () => {
    const code = async (severity: string) => (await audit("--container", "env", "--fail-on", severity)).code;
    expect([await code("info"), await code("high"), await code("critical"), await code("never")]).toEqual([1, 1, 0, 0]);
  });
});

/** The rules' own examples are part of SARIF's help, and are no one's secret. */
function withoutRules(sarif: string): string {
  const log = JSON.parse(sarif);
  for (const run of log.runs) delete run.tool.driver.rules;
  return JSON.stringify(log);
}

async function healthIsKnown(): Promise<void> {
  const until = Date.now() + 20_000;
  while (
    !docker("inspect", "-f", "{{json .State.Health.Log}}", "health").includes("PGPASSWORD") &&
    Date.now() < until
  ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
