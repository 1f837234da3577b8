import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { type Audited, audit, said } from "./support/audit.ts";
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

const stack = (mode: string) => `version: "3.8"
services:
  db:
    image: busybox:local
    environment: [DB_PASSWORD_FILE=/run/secrets/pw]
    secrets: [{source: db_pw, target: pw, uid: "999", gid: "999", mode: ${mode}}]
secrets:
  db_pw: {external: true, name: db_pw_v1}
`;

describeEngine("what containers were started with, and what they have", () => {
  const folder = join(engineFolder, "host", "started");
  let result: Audited;

  beforeAll(async () => {
    ensureSwarm();
    mkdirSync(folder, { recursive: true });
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw_v1", "-");
    writeFileSync(join(folder, "stack.yaml"), stack("0444"));
    docker("stack", "deploy", "--resolve-image", "never", "-c", join(folder, "stack.yaml"), "shop");
    const pw = hostFile("started/pw", "larkspur-canary-2", 0o644);
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words, "busybox:local");
    run("without", "-e", "DB_PASSWORD_FILE=/run/secrets/db");
    run("without-elsewhere", "-e", "DB_PASSWORD_FILE=/etc/app/db");
    run("with", "-v", `${pw}:/etc/app/pw:ro`, "-e", "DB_PASSWORD_FILE=/etc/app/pw", "-e", "APP_LOG_FILE=/var/log/x");
    awaitServices("shop_db");
    result = await audit();
  }, 60_000);

  it.each([
    ["without", ["file-variable-target DB_PASSWORD_FILE"]],
    ["without-elsewhere", ["file-variable-target DB_PASSWORD_FILE"]],
    ["with", []],
    ["shop_db.1", []],
  ])("%s: a variable that names no file is reported, and only that", (name, expected) => {
    expect(said(result, `container ${name}`)).toEqual(expected);
  });

  it("sees it from inside as well", async () => {
    const { findings } = await audit("--no-proc", "--exec", "--container", "without-elsewhere", "--container", "with");
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      "container without-elsewhere file-variable-target",
    ]);
  });

  it("compares a stack's tasks with the file that they are to be deployed from", async () => {
    const against = (name: string) =>
      runCli(["audit", "-H", dockerHost, "--against", name, "--container", "shop_db"], { cwd: folder });
    expect((await against("stack.yaml")).stdout).toContain("1 container keeps its secrets in memory, as declared");
    writeFileSync(join(folder, "stricter.yaml"), stack("0400"));
    const { stdout, code } = await against("stricter.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "/run/secrets/pw: stricter.yaml declares 0400 999:999 for db, but the service runs with 0444 999:999",
    );
    expect(stdout).toContain("docker stack deploy -c stricter.yaml shop");
    expect(stdout).not.toContain("as declared");
  });
});
