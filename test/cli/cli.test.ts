import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "../support/run-cli.ts";

const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";
const clean = "FROM alpine:3.20\nENV LOG_LEVEL=debug\n";

/** One line on standard error, nothing on standard output, exit code 2. */
function refused(message: string) {
  return { code: 2, stdout: "", stderr: `runsecrets: ${message}\n` };
}

describe("exit code", () => {
  const cwd = folderWith({
    "leaky/Dockerfile": leaky,
    "clean/Dockerfile": clean,
    "unread/.env": new Uint8Array([0xff, 0xfe, 65, 0]),
  });

  it.each<[string, number]>([
    ["lint clean", 0],
    ["lint leaky", 1],
    ["lint leaky --fail-on never", 0],
    ["lint leaky --fail-on critical", 0],
    ["lint leaky --rule secret-in-env=off", 0],
    ["lint leaky --rule secret-in-env=critical --fail-on critical", 1],
    ["lint unread", 2],
    ["lint unread --fail-on never", 2],
    ["lint unread leaky", 1],
    ["lint unread --quiet", 2],
    ["--version", 0],
    ["--help", 0],
    ["rules", 0],
    ["explain secret-in-env", 0],
  ])("%s", async (line, code) => expect((await runCli(line.split(" "), { cwd })).code).toBe(code));
});

describe("one line on standard error for what the user can fix", () => {
  const cwd = folderWith({ Dockerfile: clean, "bad.yaml": "fial-on: canary\n" });

  it.each([
    ["lint nope/x", "no such folder: nope"],
    ["lint Dockerfil", "no such file or folder: Dockerfil; did you mean Dockerfile?"],
    ["lint --rule secret-in-envv=off", "unknown rule secret-in-envv; did you mean secret-in-env?"],
    ["explain secret-in-envv", "unknown rule secret-in-envv; did you mean secret-in-env?"],
    ["lint --config bad.yaml", "bad.yaml:1: unknown key fial-on; did you mean fail-on?"],
    ["lint --config none.yaml", "no configuration at none.yaml"],
    ["lint -o none/report.txt", "cannot write none/report.txt: there is no folder none"],
    ["lint -f sarif=.", "cannot write .: it is a folder"],
    ["lint --formt json", "unknown option --formt; did you mean --format?"],
    ["lint - --stdin-filename ../x", "--stdin-filename must name a file below the working directory"],
  ])("%s", async (line, message) => expect(await runCli(line.split(" "), { cwd })).toEqual(refused(message)));

  it("with hostile characters spelled out", async () => {
    const { stderr } = await runCli(["lint", "a\u001b[31m\nb"], { cwd });
    expect(stderr).toMatch(/^runsecrets: no such file or folder: a\\u\{1b\}\[31m\\nb[^\n]*\n$/);
  });
});

describe("reports", () => {
  const cwd = folderWith({ Dockerfile: leaky });

  it("go to standard output, and nothing to standard error", async () => {
    const { stdout, stderr } = await runCli(["lint"], { cwd });
    expect(stdout).toContain("DB_PASSWORD");
    expect(stderr).toBe("");
  });

  it("go to files, several of one run", async () => {
    const run = await runCli(["lint", "-f", "sarif=a.sarif", "-f", "json=b.json", "-f", "github"], { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(/^::error /);
    expect(JSON.parse(readFileSync(join(cwd, "a.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(JSON.parse(readFileSync(join(cwd, "b.json"), "utf8")).findings).toHaveLength(1);
  });

  it("go to one file with --output", async () => {
    expect(await runCli(["lint", "--output", "out.txt"], { cwd, env: { FORCE_COLOR: "1" } })).toEqual({
      code: 1,
      stdout: "",
      stderr: "",
    });
    expect(readFileSync(join(cwd, "out.txt"), "utf8")).toMatch(/^Dockerfile:2:17 {2}high {2}secret-in-env\n/);
  });

  it("are not written when the run fails", async () => {
    await runCli(["lint", "nope", "-o", "never.txt"], { cwd });
    expect(existsSync(join(cwd, "never.txt"))).toBe(false);
  });

  it("are equal from run to run", async () => {
    const [one, two] = [await runCli(["lint", "-f", "json"], { cwd }), await runCli(["lint", "-f", "json"], { cwd })];
    expect(one).toEqual(two);
  });

  it("are whole when a slow pipe takes them", async () => {
    const many = folderWith({
      Dockerfile: `FROM a\n${Array.from({ length: 3000 }, (_, at) => `ENV P${at}_PASSWORD=orchid-${at}-canary`).join("\n")}\n`,
    });
    const { stdout } = await runCli(["lint", "-f", "json"], { cwd: many });
    expect(JSON.parse(stdout).findings).toHaveLength(3000);
  });

  it("say with --debug why a value is none, and show none", async () => {
    const cwd = folderWith({ Dockerfile: "FROM alpine:3.20\nENV TOKEN_TTL=900 NOTE=canary-of-nobody\n" });
    const { code, stderr, stdout } = await runCli(["lint", "--debug"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain(
      "Dockerfile:2:5 TOKEN_TTL not reported, harmless: `TOKEN_TTL` ends in a duration (•••••••• (3))",
    );
    expect(stderr + stdout).not.toContain("canary-of");
  });
  it("say why with --verbose", async () => {
    expect((await runCli(["lint", "--verbose"], { cwd })).stdout).toContain("because: ");
    expect((await runCli(["lint"], { cwd })).stdout).not.toContain("because: ");
  });
});

describe("--quiet", () => {
  const unread = new Uint8Array([0xff, 0xfe, 65, 0]);

  it("prints findings only", async () => {
    const { stdout } = await runCli(["lint", "--quiet"], { cwd: folderWith({ Dockerfile: leaky, ".env": unread }) });
    expect(stdout).toContain("DB_PASSWORD");
    expect(stdout).not.toMatch(/finding|Not checked/);
  });
  it("prints nothing where there are none", async () => {
    expect(await runCli(["lint", "--quiet"], { cwd: folderWith({ Dockerfile: clean }) })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
  it("still says on standard error why it ends with 2", async () => {
    const run = await runCli(["lint", "--quiet"], { cwd: folderWith({ ".env": unread }) });
    expect(run).toEqual({ code: 2, stdout: "", stderr: "runsecrets: 1 thing could not be checked\n" });
  });
});

describe("colour", () => {
  const cwd = folderWith({ Dockerfile: leaky });
  const sequence = "\u001b[";

  it.each<[string, Record<string, string>, string[], boolean]>([
    ["none in a pipe", {}, [], false],
    ["forced", { FORCE_COLOR: "1" }, [], true],
    ["forced off", { FORCE_COLOR: "0" }, [], false],
    ["NO_COLOR wins", { FORCE_COLOR: "1", NO_COLOR: "1" }, [], false],
    ["an empty NO_COLOR says nothing", { FORCE_COLOR: "1", NO_COLOR: "" }, [], true],
    ["--no-color wins", { FORCE_COLOR: "1" }, ["--no-color"], false],
  ])("%s", async (_, env, args, colored) => {
    expect((await runCli(["lint", ...args], { cwd, env })).stdout.includes(sequence)).toBe(colored);
  });
});

describe("standard input", () => {
  const cwd = folderWith({ "runsecrets.yaml": "rules: {secret-in-env: low}\n" });
  const args = ["lint", "-", "--stdin-filename"];

  it("is read under its name, with the configuration of the folder", async () => {
    const { code, stdout } = await runCli([...args, "./api/Dockerfile", "-f", "json"], { cwd, input: leaky });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([{ file: "api/Dockerfile", severity: "low" }]);
  });
  it("may be empty", async () => expect((await runCli([...args, "Dockerfile"], { cwd })).code).toBe(0));
  it("must be text", async () => {
    expect(await runCli([...args, ".env"], { cwd, input: new Uint8Array([0, 1, 2]) })).toEqual(
      refused("standard input is no text"),
    );
    const utf16 = new Uint8Array([0xff, 0xfe, 65, 0]);
    expect(await runCli([...args, ".env"], { cwd, input: utf16 })).toEqual(
      refused("standard input is UTF-16; save it as UTF-8"),
    );
  });
});

it("says on standard error that an ignore is over", async () => {
  const config = "ignore:\n  - rule: secret-in-env\n    because: until the move\n    until: 2020-01-01\n";
  const { code, stderr } = await runCli(["lint"], {
    cwd: folderWith({ Dockerfile: leaky, "runsecrets.yaml": config }),
  });
  expect(code).toBe(1);
  expect(stderr).toBe("runsecrets: runsecrets.yaml:2: the ignore of secret-in-env held until 2020-01-01 and is over\n");
});

it("heeds exclude and fail-on of the configuration", async () => {
  const cwd = folderWith({
    "old/Dockerfile": leaky,
    Dockerfile: leaky,
    "runsecrets.yaml": "exclude: [old/]\nfail-on: critical\n",
  });
  const { code, stdout } = await runCli(["lint", "-f", "json"], { cwd });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).findings).toMatchObject([{ file: "Dockerfile" }]);
});

it("ends quietly when nobody reads on", async () => {
  const cwd = folderWith({ Dockerfile: `FROM a\n${"ENV DB_PASSWORD=orchid-42-canary\n".repeat(2000)}` });
  const cli = join(import.meta.dirname, "../../dist/cli.cjs");
  const child = spawn("sh", ["-c", `"${process.execPath}" "${cli}" lint -f json | head -c 1`], { cwd });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  expect(stderr).toBe("");
});

/** A module that writes the name of every one that is asked for to standard error. */
const tellsWhatLoads = inline(`
  import { writeSync } from "node:fs";
  import Module from "node:module";
  const load = Module._load;
  Module._load = (name, ...rest) => {
    writeSync(2, name + "\\n");
    return load(name, ...rest);
  };
`);

function inline(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

it("loads nothing heavy for --version and --help", async () => {
  const cwd = folderWith({});
  for (const args of [["--version"], ["--help"], ["lint", "--help"]]) {
    const { stderr } = await runCli(args, { cwd, env: { NODE_OPTIONS: `--import ${tellsWhatLoads}` } });
    const loaded = stderr.trim().split("\n");
    const ours = loaded.filter((name) => !name.startsWith("node:"));
    const nodes = new Set(loaded.filter((name) => name.startsWith("node:")));
    for (const name of nodes) expect(["node:fs", "node:path", "node:process", "node:util", "node:vm"]).toContain(name);
    const bytes = ours.map((path) => readFileSync(path).length).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(50_000);
  }
});
