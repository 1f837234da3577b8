import { execFileSync } from "node:child_process";
import { beforeAll, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { audit } from "./support/audit.ts";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerHost,
  dockerWith,
  ensureSwarm,
  hostFile,
  podmanHost,
} from "./support/engine.ts";

const rotate = (...words: string[]) => runCli(["rotate", ...words, "-H", dockerHost], { cwd: "/" });
const runScript = (script: string, env: Record<string, string> = {}) =>
  execFileSync("sh", ["-e"], {
    input: script,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
/** The commands below a heading, as a person takes them out of their comments. */
const partOf = (script: string, heading: string) => {
  const [part = ""] = (script.split(`# ${heading}`)[1] ?? "").split("\n\n");
  return [...part.matchAll(/^# {3}(.+)$/gm)].map(([, line]) => line).join("\n");
};

describeEngine("the rotation of a secret", () => {
  let script = "";

  beforeAll(async () => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "-l", "owner=larkspur-canary-9", "db_pw_v1", "-");
    dockerWith("larkspur-canary-2", "secret", "create", "db_pw_v2", "-");
    const service = (name: string, ...words: string[]) =>
      docker("service", "create", "-d", "--name", name, "--stop-grace-period", "0s", ...words, "busybox:local");
    service("db", "--secret", "source=db_pw_v1,target=pw,uid=1000,gid=1001,mode=0440");
    service(
      "twice",
      "--secret",
      "source=db_pw_v1,target=/etc/app/pw,mode=0400",
      "--secret",
      "source=db_pw_v1,target=other,mode=0400",
    );
    service("odd", "--secret", '"source=db_pw_v1","target=a b,c",mode=0400');
    service("none");
    awaitServices("db", "twice", "odd", "none");
    const printed = await rotate("db_pw_v1");
    expect(printed.code).toBe(0);
    script = printed.stdout;
  }, 60_000);

  const inside = (name: string, command: string) =>
    docker("exec", docker("ps", "-q", "--filter", `name=${name}.1`), "sh", "-c", command);

  it("passes over a version that is there, and touches no service without the secret", () => {
    expect(script).toContain("secret create db_pw_v3 ");
    expect(script).not.toMatch(/ none$/m);
    expect(script).toContain("labels again, if they are needed: owner");
    expect(script).not.toContain("canary");
  });

  it("asks for the new value before it does anything", () => {
    expect(() => runScript(script)).toThrow(/NEW_VALUE/);
    expect(docker("secret", "ls", "--format", "{{.Name}}").split("\n").sort()).toEqual(["db_pw_v1", "db_pw_v2"]);
  });

  it("gives every service the new value at the same place, with the same owner and mode", () => {
    runScript(script, { NEW_VALUE: hostFile("new-value", "orchid-canary-3", 0o600) });
    expect(inside("db", "cat /run/secrets/pw; stat -c ' %a %u:%g' /run/secrets/pw")).toBe(
      "orchid-canary-3 440 1000:1001",
    );
    expect(inside("twice", "cat /etc/app/pw /run/secrets/other")).toBe("orchid-canary-3orchid-canary-3");
    expect(inside("odd", "cat '/run/secrets/a b,c'")).toBe("orchid-canary-3");
  }, 120_000);

  it("shows the way back, which works", async () => {
    runScript(partOf(script, "To go back:"));
    expect(inside("db", "cat /run/secrets/pw; stat -c ' %a %u:%g' /run/secrets/pw")).toBe(
      "larkspur-canary-1 440 1000:1001",
    );
    expect(docker("secret", "ls", "--format", "{{.Name}}").split("\n").sort()).toEqual(["db_pw_v1", "db_pw_v2"]);
  }, 120_000);

  it("leaves the old secret to be removed", async () => {
    runScript(script, { NEW_VALUE: hostFile("new-value", "orchid-canary-3", 0o600) });
    runScript(partOf(script, "When every service works"));
    expect(docker("secret", "ls", "--format", "{{.Name}}").split("\n").sort()).toEqual(["db_pw_v2", "db_pw_v3"]);
    expect((await audit()).findings.map(({ rule }) => rule)).not.toContain("secret-mount-missing");
  }, 120_000);

  it("names the nearest secret, and what cannot be rotated so", async () => {
    expect((await rotate("db_pw_v33")).stderr).toContain("no secret is called db_pw_v33; did you mean db_pw_v3?");
    const ofPodman = await runCli(["rotate", "pw", "-H", podmanHost], { cwd: "/" });
    expect({ code: ofPodman.code, text: ofPodman.stderr }).toEqual({
      code: 2,
      text: expect.stringContaining("podman has no services"),
    });
  });
});
