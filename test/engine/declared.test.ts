import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { type Audited, audit, said } from "./support/audit.ts";
import { describeEngine, dockerHost, engineFolder, hostFile } from "./support/engine.ts";

const file = (pw: string) => `version: "3.8"
services:
  web:
    image: busybox:local
    network_mode: none
    secrets:
      - source: pw
        target: pw
        mode: 0400
  api:
    image: busybox:local
    network_mode: none
    secrets:
      - source: pw
        target: /etc/app/pw
secrets:
  pw:
    file: ${pw}
`;

describeEngine("what a compose file declares, and what became of it", () => {
  const folder = join(engineFolder, "host", "linked");
  let result: Audited;

  beforeAll(async () => {
    const pw = hostFile("linked/pw", "larkspur-canary-1", 0o644);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "compose.yaml"), file(pw));
    const env = { ...process.env, DOCKER_HOST: dockerHost };
    execFileSync("docker-compose", ["-p", "linked", "up", "-d"], { cwd: folder, env, stdio: "ignore" });
    result = await audit();
  }, 60_000);

  it("is compared, and the line to edit is named", () => {
    expect(said(result, "container linked_web_1")).toEqual([
      "secret-mode-drift /run/secrets/pw",
      "secret-not-in-memory /run/secrets/pw",
    ]);
    const drift = result.findings.find(({ rule }) => rule === "secret-mode-drift");
    expect(drift?.message).toBe(
      "/run/secrets/pw: web declares 0400, mounted 0644 0:0; Compose mounts the host's file and ignores uid, gid and mode",
    );
    expect(drift?.related).toMatchObject([{ file: join(folder, "compose.yaml").slice(1), region: { startLine: 7 } }]);
  });

  it("is looked for at the targets that the file gives", () => {
    expect(said(result, "container linked_api_1")).toEqual(["secret-not-in-memory /etc/app/pw"]);
    expect(result.findings.find(({ key }) => key === "/etc/app/pw")?.related).toMatchObject([
      { region: { startLine: 14 } },
    ]);
  });

  it("may be another file than the one it was started from", async () => {
    const changed = file("/nowhere").replace("target: pw", "target: other");
    writeFileSync(join(folder, "other.yaml"), changed);
    const args = ["audit", "-H", dockerHost, "--against", "other.yaml"];
    const { stdout, code } = await runCli(args, { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("/run/secrets/other does not exist in the container, although `pw` is granted there");
    expect(stdout).toMatch(/also: other\.yaml:7 granted here/);
    const none = await runCli(["audit", "-H", dockerHost, "--against", "none.yaml"], { cwd: folder });
    expect(none).toMatchObject({ code: 2, stderr: "runsecrets: cannot read the compose file none.yaml\n" });
  });
});
