import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { showsLinks } from "../../src/startup/links.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";

describe("links", () => {
  it.each<[boolean, Record<string, string>, boolean]>([
    [true, { TERM_PROGRAM: "iTerm.app" }, true],
    [true, { TERM_PROGRAM: "WezTerm" }, true],
    [true, { TERM_PROGRAM: "vscode" }, true],
    [true, { VTE_VERSION: "6800" }, true],
    [true, { VTE_VERSION: "5000" }, false],
    [true, { VTE_VERSION: "x" }, false],
    [true, { KITTY_WINDOW_ID: "1" }, true],
    [true, { WT_SESSION: "a" }, true],
    [true, { DOMTERM: "a" }, true],
    [true, { TERM: "xterm-256color" }, false],
    [true, { TERM_PROGRAM: "Apple_Terminal" }, false],
    [true, { WT_SESSION: "a", NO_COLOR: "1" }, false],
    [true, { WT_SESSION: "a", TERM: "dumb" }, false],
    [true, { WT_SESSION: "a", SSH_CONNECTION: "a" }, false],
    [true, { WT_SESSION: "a", FORCE_HYPERLINK: "0" }, false],
    [false, { WT_SESSION: "a" }, false],
    [false, { FORCE_HYPERLINK: "1" }, true],
    [false, { FORCE_HYPERLINK: "1", TERM: "dumb" }, false],
  ])("terminal: %s, %j: %s", (isTerminal, env, expected) => expect(showsLinks(isTerminal, env)).toBe(expected));

  it("lead to a page that is there", async () => {
    const cwd = folderWith({ Dockerfile: leaky });
    const { stdout } = await runCli(["lint"], { cwd, env: { FORCE_HYPERLINK: "1" } });
    const address = /\u001b\]8;;(file:[^\u001b]+)\u001b\\secret-in-env\u001b\]8;;\u001b\\/.exec(stdout)?.[1] ?? "";
    expect(existsSync(fileURLToPath(address))).toBe(true);
    expect((await runCli(["lint", "--no-color"], { cwd, env: { FORCE_HYPERLINK: "1" } })).stdout).not.toContain(
      "\u001b",
    );
    expect((await runCli(["lint"], { cwd, env: { WT_SESSION: "a" } })).stdout).not.toContain("\u001b");
  });
});

/** What the command prints on a terminal of so many columns, where it ends with `code`. */
function onTerminal(cwd: string, line: string, columns: number, env: Record<string, string> = {}): string {
  const command = `stty cols ${columns} 2>/dev/null; node '${cli}' ${line}`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, TERM: "xterm", ...env },
    encoding: "utf8",
  });
  return stdout.replaceAll("\r\n", "\n");
}

const hasScript = spawnSync("script", ["--version"]).status === 0;
describe.skipIf(!hasScript)("on a real terminal", () => {
  const cwd = folderWith({
    Dockerfile: leaky,
    "compose.yaml":
      "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: 日本語日本語日本語canary日本語日本語日本語\n",
  });

  it.each([50, 72, 100])("keeps to %s columns", (columns) => {
    const page = onTerminal(cwd, "lint", columns, { NO_COLOR: "1" });
    expect(page).toContain("DB_PASSWORD");
    for (const row of page.split("\n")) {
      // Nothing breaks what is to be pasted, and a long word.
      if (!row.includes("│") && row.trim().includes(" ")) expect(row.length).toBeLessThanOrEqual(columns);
    }
  });

  it("believes COLUMNS where the terminal does not tell", () =>
    expect(onTerminal(cwd, "lint", 0, { NO_COLOR: "1", COLUMNS: "60" })).toMatch(
      / can pull\n {4}the image can read it\n/,
    ));

  it("has colours and links there, and neither when piped", () => {
    const page = onTerminal(cwd, "lint", 100, { WT_SESSION: "a" });
    expect(page).toContain("\u001b[31mhigh");
    expect(page).toContain("\u001b]8;;file://");
    expect(onTerminal(cwd, "lint | cat", 100, { WT_SESSION: "a" })).not.toContain("\u001b");
  });
});

describe("hostile names", () => {
  // Escape, the single control character that begins a sequence, a bidi override, a title, a line break, a command to a
  // CI system.
  const evil = "a\u001b[31m\u009b2J\u202e\u001b]0;x\u0007##[add-path]";

  it("of files, services, variables and stages reach no report as they are", async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, `${evil}\n::error::`));
    const compose = {
      services: { [`${evil}\n`]: { image: evil, environment: { [`${evil}_PASSWORD`]: "zinnia-42-canary" } } },
    };
    writeFileSync(join(cwd, `${evil}\n::error::`, "compose.yaml"), JSON.stringify(compose));
    writeFileSync(join(cwd, `${evil}.env`), `DB_PASSWORD=zinnia-42-canary\n${evil}_TOKEN=zinnia-43-canary\n`);
    writeFileSync(
      join(cwd, `Dockerfile.${evil}`),
      `FROM alpine AS ${evil}\nENV DB_PASSWORD=zinnia-42-canary\nRUN x --password=a${evil}\n`,
    );
    writeFileSync(
      join(cwd, "Dockerfile"),
      new Uint8Array([...Buffer.from('FROM alpine\nENV DB_PASSWORD="zinnia-'), 0x9b, ...Buffer.from('2J-canary"\n')]),
    );
    for (const format of ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"]) {
      for (const words of [["lint"], ["lint", "--verbose", "--debug"]]) {
        const { stdout, stderr } = await runCli([...words, "-f", format], { cwd });
        expect(stdout.length).toBeGreaterThan(100);
        expect(`${stdout}${stderr}`).not.toMatch(/[^\n\P{C}]|[\u2028\u2029]/u);
        expect(`${stdout}${stderr}`).not.toContain("zinnia");
        expect(`${stdout}${stderr}`).not.toMatch(/##\[/);
      }
    }
    const { stdout } = await runCli(["lint"], { cwd });
    expect(stdout).toContain("\\u{1b}[31m\\u{9b}2J\\u{202e}");
  });
});
