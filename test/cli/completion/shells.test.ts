import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/options.ts";
import { formats } from "../../../src/cli/outputs.ts";
import { has } from "../../support/debian.ts";
import { folderWith } from "../../support/run-cli.ts";

const cli = join(import.meta.dirname, "../../../dist/cli.cjs");
const bin = folderWith({ runsecrets: `#!/bin/sh\nexec node '${cli}' "$@"\n` });
chmodSync(join(bin, "runsecrets"), 0o755);
const cwd = folderWith({ "compose.yaml": "" });

/** What a shell prints, and complains of, as one text without a terminal's control sequences. */
function run(shell: string, ...words: string[]): string {
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: cwd, TERM: "dumb" };
  const { stdout, stderr } = spawnSync(shell, words, { cwd, env, encoding: "utf8", timeout: 60_000 });
  return (stdout + stderr).replaceAll("\r", "");
}

const here = { fish: "/usr/bin/fish", zsh: "/usr/bin/zsh" };
const found = has(() => existsSync(here.fish) && existsSync(here.zsh), "fish", "zsh");

it.runIf(process.env.CI)("fish and zsh are installed where it counts", () => expect(found).toBe(true));

const cases: readonly [line: string, ...offered: string[]][] = [
  ["runsecrets ", ...commands],
  ["runsecrets completion ", "bash", "fish", "zsh"],
  ["runsecrets lint -f ", ...formats],
  ["runsecrets lint --format=g", "github", "gitlab"],
  ["runsecrets init --", "--dry-run", "--git-hook", "--help", "--no-color", "--source", "--version"],
  ["runsecrets explain secret-in-e", "secret-in-env", "secret-in-env-file"],
];

describe.skipIf(!found)("in a real fish", () => {
  it.each(cases)("%s", (line, ...offered) => {
    const output = run(
      here.fish,
      "--no-config",
      "-c",
      `source (runsecrets completion fish | psub); complete -C '${line}'`,
    );
    const words = output.split("\n").filter(Boolean);
    expect(words.map((word) => word.replace(/\t.*/, "").replace("--format=", "")).sort()).toEqual([...offered].sort());
  });

  it("offers files, and of an option that takes a word no option", () => {
    const offers = (line: string) =>
      run(here.fish, "--no-config", "-c", `source (runsecrets completion fish | psub); complete -C '${line}'`);
    expect(offers("runsecrets lint --config comp")).toBe("compose.yaml\n");
    expect(offers("runsecrets lint --since ")).toBe("");
  });
});

describe.skipIf(!found)("in a real zsh", () => {
  it.each(cases)("%s", (line, ...offered) => {
    const output = run(
      here.zsh,
      "-f",
      "-c",
      `zmodload zsh/zpty
zpty w zsh -f -i
zpty -w w "PROMPT='> '; autoload -U compinit; compinit -u -D; source <(runsecrets completion zsh); echo rea''dy"
zpty -r w out '*ready*'
zpty -w -n w $'${line}\\t\\t'
zpty -r w out $'*(\\n|  )${[...offered].sort().at(-1)}*'
print -r -- $out
zpty -d w`,
    );
    for (const word of offered) expect(output.split(/\s+/)).toContain(word);
  });
});
