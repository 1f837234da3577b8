import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../../src/cli/arguments.ts";
import { completion } from "../../../src/cli/completion/index.ts";
import { commands, options, optionsOf } from "../../../src/cli/options.ts";
import { formats } from "../../../src/cli/outputs.ts";
import { rules } from "../../../src/rules/index.ts";
import { folderWith } from "../../support/run-cli.ts";

const cli = join(import.meta.dirname, "../../../dist/cli.cjs");
const bin = folderWith({ runsecrets: `#!/bin/sh\nexec node '${cli}' "$@"\n` });
chmodSync(join(bin, "runsecrets"), 0o755);
const cwd = folderWith({ "compose.yaml": "", "conf d/a b.yaml": "", "it's $(touch canary)": "" });

function bash(script: string): string {
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: cwd };
  const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], { cwd, env, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout;
}

/** What bash offers at the end of a line, whose words are split as readline splits them. */
function offers(line: string): string[] {
  const words = line.split(" ").flatMap((word) => word.split(/(=)/).filter((part) => part !== "" || word === ""));
  const list = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  // Outside of a real completion there are no options of one to set.
  const script = `source <(runsecrets completion bash)
compopt() { :; }
COMP_WORDS=(${list}) COMP_CWORD=${words.length - 1} COMP_LINE=x COMP_POINT=1
_runsecrets runsecrets
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return bash(script).split("\n").filter(Boolean);
}

describe("in a real bash", () => {
  it("is bound to the command", () => {
    expect(bash("source <(runsecrets completion bash); complete -p")).toContain("complete -F _runsecrets runsecrets\n");
  });

  it.each<[string, readonly string[]]>([
    ["runsecrets ", [...commands, "--help", "--version"]],
    ["runsecrets b", ["baseline"]],
    ["runsecrets completion ", ["bash", "zsh", "fish"]],
    ["runsecrets lint -f ", formats],
    ["runsecrets lint --format ", formats],
    ["runsecrets lint --format=s", ["sarif"]],
    ["runsecrets lint --format=", formats],
    ["runsecrets audit --fail-on me", ["medium"]],
    ["runsecrets lint --st", ["--stdin-filename", "--staged"]],
    ["runsecrets init --", ["--dry-run", "--git-hook", "--source", "--help", "--version", "--no-color"]],
    ["runsecrets lint --quiet --config comp", ["compose.yaml"]],
    ["runsecrets lint conf", ["conf d"]],
    ["runsecrets lint it", ["it's $(touch canary)"]],
    ["runsecrets audit comp", []],
    ["runsecrets lint --since ", []],
    ["runsecrets explain ", rules.map(({ id }) => id)],
    ["runsecrets lint --rule secret-in-env-", ["secret-in-env-file="]],
  ])("%s", (line, expected) => expect(offers(line)).toEqual(expected));
});

describe.each(["bash", "zsh", "fish"] as const)("%s", (shell) => {
  const script = completion(shell);
  it("knows every command and every option", () => {
    for (const command of commands) expect(script).toContain(command);
    for (const name of Object.keys(options)) expect(script).toMatch(new RegExp(`(--|-l )${name}\\b`));
  });
});

it("offers no option that its command refuses", () => {
  for (const command of commands) {
    for (const name of optionsOf(command)) {
      const value = options[name].type === "string" ? ["x"] : [];
      let complaint = "";
      try {
        parseArguments([command, `--${name}`, ...value]);
      } catch (error) {
        complaint = String(error);
      }
      expect(complaint).not.toMatch(/is an option of|unknown option/);
    }
  }
});
