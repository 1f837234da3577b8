import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fix } from "../../src/index.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

const compose = `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: orchid-42-canary # why
  old:
    image: mysql:8
    environment:
      - MYSQL_ROOT_PASSWORD=lantern-808-canary
  app:
    image: example/app:1
    environment:
      API_TOKEN: \${API_TOKEN:-winterfox-88-canary}
      ADMIN_PASSWORD: brassbell-9-canary
`;
const fixed = `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password # why
    secrets: [postgres_password]
  old:
    image: mysql:8
    environment:
      - MYSQL_ROOT_PASSWORD_FILE=/run/secrets/mysql_root_password
    secrets: [mysql_root_password]
  app:
    image: example/app:1
    environment:
      API_TOKEN: \${API_TOKEN:?set API_TOKEN}
      ADMIN_PASSWORD: brassbell-9-canary
secrets:
  postgres_password:
    file: ./secrets/postgres_password
  mysql_root_password:
    file: ./secrets/mysql_root_password
`;
const values = { postgres_password: "orchid-42-canary", mysql_root_password: "lantern-808-canary" };

function project(text = compose): string {
  return folderWith({ "compose.yaml": text, ".gitignore": "node_modules\n" });
}

function read(cwd: string, name: string): string {
  return readFileSync(join(cwd, name), "utf8");
}

/** Everything below a folder, by path. */
function contents(cwd: string): Record<string, string> {
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map((one) => [join(one.parentPath, one.name), read(one.parentPath, one.name)]));
}

describe("runsecrets fix", () => {
  it("shows what it would do, with no value, and changes nothing", async () => {
    const cwd = project();
    const before = contents(cwd);
    const { code, stdout, stderr } = await runCli(["fix"], { cwd });
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(/canary/);
    expect(stdout).toContain("compose.yaml:5: move POSTGRES_PASSWORD of service db to a secret");
    expect(stdout).toContain("-       POSTGRES_PASSWORD: ••••••••");
    expect(stdout).toContain("+       POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password");
    expect(stdout).toContain("Not fixed: compose.yaml:14 secret-in-env: ");
    expect(stdout).toContain("Nothing was written. `runsecrets fix --write` fixes 3 of 4 findings.");
    expect(contents(cwd)).toEqual(before);
  });

  it("writes files that only their owner can read, and keeps the mode of the others", async () => {
    const cwd = project();
    chmodSync(join(cwd, "compose.yaml"), 0o640);
    const { code, stdout } = await runCli(["fix", "--write"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("Fixed 3 of 4 findings.");
    expect(read(cwd, "compose.yaml")).toBe(fixed);
    expect(read(cwd, ".gitignore")).toBe("node_modules\n/secrets/\n");
    for (const [name, value] of Object.entries(values)) expect(read(cwd, `secrets/${name}`)).toBe(value);
    const mode = (name: string) => statSync(join(cwd, name)).mode & 0o777;
    expect([mode("secrets"), mode("secrets/postgres_password"), mode("compose.yaml")]).toEqual([0o700, 0o600, 0o640]);
    const again = await runCli(["fix", "--write"], { cwd });
    expect(again.stdout).toContain("None of 1 finding can be fixed by a machine.");
    expect(read(cwd, "compose.yaml")).toBe(fixed);
  });

  it("is what lint shows, also in a hook", async () => {
    const cwd = project();
    const { stdout } = await runCli(["lint"], { cwd });
    expect(stdout).not.toMatch(/canary/);
    expect(stdout).toContain("    │ +       POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password # …\n");
    expect(stdout).toContain("`runsecrets fix` can move 3 of them · ");
  });

  it("tells since when git has had a value, and nothing where it never did", async () => {
    const cwd = project("services:\n  db:\n    image: postgres:16\n");
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.net", ...words], { cwd, encoding: "utf8" });
    git("init", "-q");
    const commit = (text: string) => {
      writeFileSync(join(cwd, "compose.yaml"), text);
      git("add", ".");
      git("commit", "-qm", "a step", "--date", "2025-02-11T12:00:00Z");
      return git("log", "-1", "--format=%h").trim();
    };
    commit(compose.replace("orchid-42-canary", "elder-7-canary"));
    const since = commit(compose.replace("lantern-808-canary", "elder-7-canary"));
    commit(`${compose}# later\n`);
    writeFileSync(join(cwd, "compose.yaml"), compose.replace("lantern-808-canary", "nobody-knows-1-canary"));
    const { stdout } = await runCli(["fix"], { cwd });
    expect(stdout.match(/git history .*/g)).toEqual([
      expect.stringMatching(
        `^git history has contained this value since ${since} \\(\\d{4}-\\d\\d-\\d\\d\\): change it after`,
      ),
    ]);
  });

  it("keeps the secrets out of an image that no service builds", async () => {
    const cwd = folderWith({ "compose.yaml": compose, Dockerfile: "FROM alpine:3.20\nCOPY . /app\n" });
    await runCli(["fix", "--write"], { cwd });
    expect(read(cwd, ".dockerignore")).toBe("secrets\n");
    const { stdout } = await runCli(["lint", "-f", "json"], { cwd });
    expect(JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule)).not.toContain("secret-in-layer");
  });

  it("fixes one rule, one line, and where it is told to", async () => {
    const cwd = project();
    await runCli(["fix", "--write", "--rule", "secret-default"], { cwd });
    expect(read(cwd, "compose.yaml")).toBe(compose.replace(":-winterfox-88-canary", ":?set API_TOKEN"));
    const { code } = await runCli(["fix", "--write", "--only", "compose.yaml:9", "--secrets-dir", "private/db"], {
      cwd,
    });
    expect(code).toBe(0);
    expect(read(cwd, "private/db/mysql_root_password")).toBe(values.mysql_root_password);
    expect(read(cwd, "compose.yaml")).toContain("file: ./private/db/mysql_root_password");
    expect(read(cwd, "compose.yaml")).toContain("orchid-42-canary");
  });

  it("never overwrites a secret file, and shares one that holds the value", async () => {
    const cwd = project();
    mkdirSync(join(cwd, "secrets"));
    writeFileSync(join(cwd, "secrets/postgres_password"), "another-canary");
    writeFileSync(join(cwd, "secrets/mysql_root_password"), values.mysql_root_password);
    await runCli(["fix", "--write"], { cwd });
    expect(read(cwd, "secrets/postgres_password")).toBe("another-canary");
    expect(read(cwd, "secrets/db_postgres_password")).toBe(values.postgres_password);
    expect(read(cwd, "compose.yaml")).toContain("POSTGRES_PASSWORD_FILE: /run/secrets/db_postgres_password");
    expect(read(cwd, "compose.yaml")).toContain("MYSQL_ROOT_PASSWORD_FILE=/run/secrets/mysql_root_password");
  });

  it.each([
    [["--secrets-dir", "../elsewhere"], "secret files cannot go into ../elsewhere"],
    [["--rule", "secret-in-enw"], "unknown rule secret-in-enw; did you mean secret-in-env?"],
    [["--staged"], "--staged is an option of lint, not of fix"],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await runCli(["fix", ...args], { cwd: project() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

/** Ends the process, or lets a call fail, at the Nth call that changes something on the disk. */
const saboteur = `
const fs = require("node:fs");
let left = Number(process.env.AT);
for (const name of ["openSync", "writeSync", "fsyncSync", "renameSync", "linkSync", "unlinkSync", "mkdirSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    const changes = name !== "openSync" || typeof args[1] === "number" && args[1] & fs.constants.O_CREAT;
    const ours = !String(args[0]).includes("dist");
    if (changes && ours && --left === 0) {
      if (process.env.HOW === "kill") process.kill(process.pid, "SIGKILL");
      if (process.env.HOW === "change") fs.appendFileSync(process.cwd() + "/compose.yaml", "# saved\\n");
      else throw Object.assign(new Error(process.env.HOW), { code: process.env.HOW });
    }
    return real(...args);
  };
}
`;

describe("a fix that is disturbed", () => {
  const small =
    "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary\n";
  const done =
    "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password\n" +
    "    secrets: [postgres_password]\nsecrets:\n  postgres_password:\n    file: ./secrets/postgres_password\n";
  const disturbed = async (how: string, at: number) => {
    const cwd = project(small);
    writeFileSync(join(cwd, "saboteur.cjs"), saboteur);
    const env = { NODE_OPTIONS: `--require ${join(cwd, "saboteur.cjs")}`, HOW: how, AT: String(at) };
    const run = await runCli(["fix", "--write"], { cwd, env });
    return { cwd, ...run };
  };
  const isDone = (cwd: string) => read(cwd, "compose.yaml") === done;

  it("and killed at any step loses no value, leaves no half file, and is completed by the next run", async () => {
    for (let at = 1, ended = false; !ended; at++) {
      const { cwd, code } = await disturbed("kill", at);
      ended = code !== null;
      const now = read(cwd, "compose.yaml");
      expect([small, done]).toContain(now);
      if (now === done) expect(read(cwd, "secrets/postgres_password")).toBe(values.postgres_password);
      await fix({ cwd, write: true });
      expect(read(cwd, "compose.yaml")).toBe(done);
      expect(read(cwd, ".gitignore")).toBe("node_modules\n/secrets/\n");
      expect(read(cwd, "secrets/postgres_password")).toBe(values.postgres_password);
      expect(at).toBeLessThan(60);
    }
  }, 180_000);

  it("by a disk that is full, at any step, leaves the files as they were", async () => {
    for (let at = 1, ended = false; !ended; at++) {
      const { cwd, code, stderr } = await disturbed("ENOSPC", at);
      ended = code === 0;
      if (ended || isDone(cwd)) continue;
      expect(code).toBe(2);
      expect(stderr).not.toMatch(/canary|internal/);
      expect(read(cwd, "compose.yaml")).toBe(small);
      expect(Object.keys(contents(cwd)).filter((file) => file.endsWith(".tmp"))).toEqual([]);
      expect(at).toBeLessThan(60);
    }
  }, 180_000);

  it("by an editor that saves in between, writes nothing over it", async () => {
    const { cwd, code, stderr } = await disturbed("change", 3);
    expect([code, stderr]).toEqual([2, expect.stringContaining("compose.yaml changed since it was read")]);
    expect(read(cwd, "compose.yaml")).toBe(`${small}# saved\n`);
    expect(existsSync(join(cwd, "secrets"))).toBe(false);
  });

  it("leaves what is read-only, and what is a link, and then writes nothing at all", async () => {
    const readOnly = project();
    chmodSync(join(readOnly, "compose.yaml"), 0o444);
    const first = await runCli(["fix", "--write"], { cwd: readOnly });
    expect([first.code, first.stderr]).toEqual([2, expect.stringContaining("compose.yaml is read-only")]);
    expect(existsSync(join(readOnly, "secrets"))).toBe(false);

    const linked = folderWith({ "real.txt": compose });
    symlinkSync("real.txt", join(linked, "compose.yaml"));
    const second = await runCli(["fix", "--write"], { cwd: linked });
    expect([second.code, second.stderr]).toEqual([2, expect.stringContaining("compose.yaml is a link")]);
    expect(existsSync(join(linked, "secrets"))).toBe(false);
  });
});
