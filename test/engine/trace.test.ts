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

const value = "larkspur-canary-1";
const other = "brassbell/9+canary=";
const image = "busybox:local";
const exposed = (key: string) => `secret-value-exposed ${key}`;

describeEngine("the values of mounted secrets", () => {
  let result: Audited;
  let events = "";

  beforeAll(async () => {
    ensureSwarm();
    dockerWith(`${value}\n`, "secret", "create", "db_pw", "-");
    const pg = hostFile("pg", other, 0o644);
    hostFile("short", "abc", 0o644);
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words);
    const exporting = "export K=$(cat /run/secrets/pw); exec sleep 1000";
    docker("config", "create", "plain_ini", hostFile("ini", `a=1\nb=${encodeURIComponent(other)}\n`, 0o600));
    docker(
      ...["service", "create", "-d", "--name", "db", "--secret", "source=db_pw,target=pw,mode=0400"],
      ...["-l", `note=${value}`, image, "sh", "-c", exporting],
    );
    run("holder", "-v", `${pg}:/run/secrets/pg:ro`, image);
    run("silent", "-v", `${pg}:/run/secrets/again:ro`, "-e", "PG_FILE=/run/secrets/again", image);
    run("brief", "-v", `${hostFile("short", "abc", 0o644)}:/run/secrets/brief:ro`, "-e", "X=abc", image);
    run("env", "-e", `SETTINGS=x ${value} y`, image);
    run("env64", "-e", `H=${Buffer.from(`a:${other}`).toString("base64")}`, image);
    run("hex", "-e", `H=${Buffer.from(other).toString("hex")}`, image);
    run("cmd", image, "sh", "-c", `true '${other}'; sleep 1000`);
    run("label", "-l", `note=${value}`, image);
    run("printing", image, "sh", "-c", "head -c 300 /dev/zero | tr '\\0' x; echo; cat /proc/self/environ; sleep 1000");
    docker(
      "run",
      "-d",
      "--network",
      "none",
      "--name",
      "logging",
      "-v",
      `${pg}:/in:ro`,
      image,
      "sh",
      "-c",
      "cat /in; echo; sleep 1000",
    );
    run("health", "-v", `${pg}:/in:ro`, "--health-interval", "1s", "--health-cmd", "cat /in", image);
    run(
      "argv",
      "-v",
      `${pg}:/run/secrets/pg:ro`,
      image,
      "sh",
      "-c",
      'sh -c "sleep 1000; :" x "$(cat /run/secrets/pg)"',
    );
    run("option", "--log-opt", `tag=${value}`, image);
    docker(
      "volume",
      "create",
      "--driver",
      "local",
      "-o",
      "type=tmpfs",
      "-o",
      "device=tmpfs",
      "-o",
      `o=${value}`,
      "share",
    );
    docker("volume", "create", "--label", `note=${value}`, "labelled");
    docker("network", "create", "-d", "overlay", "--label", `note=${value}`, "net");
    docker("run", "--network", "none", "--name", "ended", "-e", `X=${value}`, image, "true");
    run("copying", "-v", `${pg}:/in:ro`, image, "sh", "-c", "mkdir -p /etc; cat /in > /etc/copy; sleep 1000");
    run("storing", "-v", `${pg}:/in:ro`, "-v", "kept:/v", image, "sh", "-c", "cat /in > /v/copy; sleep 1000");
    run("reusing", "-v", `${hostFile("twin", `${other}\n`, 0o644)}:/run/secrets/twin:ro`, image);
    run("weak", "-v", `${hostFile("admin", "postgres123", 0o644)}:/run/secrets/admin:ro`, image);
    run("empty", "-v", `${hostFile("nothing", "", 0o644)}:/run/secrets/nothing:ro`, image);
    docker(
      "service",
      "create",
      "-d",
      "--name",
      "former",
      "-e",
      `X=${value}`,
      "-e",
      "API_TOKEN=orchid-42-canary",
      image,
    );
    docker("service", "update", "-d", "--env-rm", "X", "--env-rm", "API_TOKEN", "former");
    dockerWith(
      `FROM ${image}\nARG K\nLABEL x=${value}\nRUN true $K\n`,
      "build",
      "--network",
      "none",
      "--build-arg",
      `K=${other}`,
      "-t",
      "traced:1",
      "-",
    );
    awaitServices("db", "former");
    await healthIsKnown();
    const since = String(Date.now() / 1000);
    result = await audit("--trace", "--deep", "50M");
    events = docker(
      "events",
      "--since",
      since,
      "--until",
      String(Date.now() / 1000),
      "--format",
      "{{.Action}} {{.Actor.Attributes.name}}",
    );
  }, 120_000);

  it.each([
    ["container db.1", [exposed("K")]],
    ["service db", [exposed("note")]],
    ["container env", [exposed("SETTINGS")]],
    ["container env64", [exposed("H")]],
    ["container hex", [exposed("H")]],
    ["container cmd", [exposed("command")]],
    ["container label", [exposed("note")]],
    ["container printing", []],
    ["container logging", [exposed("log")]],
    ["container health", [exposed("health check")]],
    [
      "container argv",
      ["secret-in-command pg", "secret-not-in-memory /run/secrets/pg", "secret-reused /run/secrets/pg", exposed("sh")],
    ],
    ["container option", [exposed("tag")]],
    ["volume share", [exposed("o")]],
    ["network net", [exposed("note")]],
    ["volume labelled", [exposed("note")]],
    ["image traced:1", [exposed("history"), exposed("x")]],
    ["config plain_ini", [exposed("content")]],
    ["container ended", ["secret-residue X"]],
    ["container copying", ["secret-residue /etc/copy"]],
    ["volume kept", ["secret-residue /copy"]],
    ["service former", ["secret-residue API_TOKEN", "secret-residue X", "secret-residue X"]],
    ["container weak", ["secret-not-in-memory /run/secrets/admin", "weak-secret /run/secrets/admin"]],
    ["container empty", ["secret-file-malformed /run/secrets/nothing", "secret-not-in-memory /run/secrets/nothing"]],
    ["container silent", ["secret-not-in-memory /run/secrets/again"]],
    ["container brief", ["secret-not-in-memory /run/secrets/brief", "weak-secret /run/secrets/brief"]],
  ])("%s", (file, expected) => expect(said(result, file)).toEqual(expected));

  it("compares the values of different secrets, and not of one secret in two containers", () => {
    const reused = result.findings.filter(({ rule }) => rule === "secret-reused");
    expect(reused.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      expect.stringMatching(/^container \S+: \S+ has the same value as \/run\/secrets\/\S+ of container \S+: /),
    ]);
  });

  it("knows how the previous settings of a service go away", async () => {
    const about = ({ findings }: Audited) =>
      findings.filter(({ file, message }) => file === "service former" && message.includes("previous settings"));
    expect(about(result)[0]?.paste).toEqual(["docker service update --force former"]);
    docker("service", "update", "-d", "--force", "former");
    expect(about(await audit("--trace")).map(({ key, message }) => `${key} ${message}`)).toEqual([]);
  });

  it("names the way that a value took", () => {
    const message = (name: string) =>
      result.findings.find(({ file, rule }) => file === `container ${name}` && rule === "secret-value-exposed")
        ?.message;
    expect(message("argv")).toContain("`$(cat /run/secrets/pg)` made it one");
    expect(message("db.1")).toContain("contains the value of secret db_pw: `docker inspect` does not show it");
    expect(message("env64")).toContain("secrets pg and twin (in Base64)");
  });

  it("says which values it did not look for, which is no failure", () => {
    expect(result.stderr).toContain("the value of secret brief was not traced: it has fewer than 6 bytes");
    expect(result.gaps.filter(({ why }) => why.includes("value"))).toEqual([]);
  });

  it("leaves no trace in the engine", () => {
    const ours = events.split("\n").filter((line) => line !== "" && !/ health$|^exec_|^health_status/.test(line));
    expect(ours).toEqual([]);
  });

  it("says that it cannot look for values without root's view", async () => {
    const { gaps, findings } = await audit("--trace", "--no-proc");
    expect(gaps).toContainEqual(expect.objectContaining({ file: dockerHost, why: "the values of secrets: --no-proc" }));
    expect(findings.filter(({ rule }) => rule === "secret-value-exposed")).toEqual([]);
  });

  it("prints no value in any format", async () => {
    for (const format of Object.keys(reporters)) {
      const { stdout, stderr } = await runCli(
        ["audit", "-H", dockerHost, "-f", format, "--trace", "--deep", "10M", "--verbose"],
        {
          cwd: "/",
          env: { DEBUG: "*" },
        },
      );
      expect(stdout.length).toBeGreaterThan(100);
      expect(withoutRules(format, stdout) + stderr).not.toMatch(/canary/i);
    }
  }, 120_000);
});

/** The rules' own examples are part of SARIF's help, and are no one's secret. */
function withoutRules(format: string, written: string): string {
  if (format !== "sarif") return written;
  const log = JSON.parse(written);
  for (const run of log.runs) delete run.tool.driver.rules;
  return JSON.stringify(log);
}

async function healthIsKnown(): Promise<void> {
  const log = () => docker("inspect", "-f", "{{json .State.Health.Log}}", "health");
  for (const until = Date.now() + 20_000; !log().includes("canary") && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
