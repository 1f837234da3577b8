import { isAbsolute, relative, sep } from "node:path";
import type { Project } from "./project.ts";
import { command, type Step, theirs } from "./step.ts";

const lefthook = ["lefthook", ".lefthook"].flatMap((name) =>
  ["yml", "yaml", "toml", "json"].map((ending) => `${name}.${ending}`),
);

/** The hook, where the project's own manager of hooks looks for it, or git itself. */
export function hookStep(project: Project): Step {
  const { git, exists } = project;
  const staged = `${command(project)} lint --staged`;
  if (exists(".husky")) return huskyStep(project, staged);
  const own = lefthook.find(exists);
  if (own !== undefined) return theirs(project, own, lefthookText(own, staged));
  if (exists(".pre-commit-config.yaml"))
    return theirs(project, ".pre-commit-config.yaml", preCommitText(staged, project.text(".pre-commit-config.yaml")));
  return git ? gitHookStep(project) : { do: "nothing", what: "no hook: this is no git repository" };
}

/** git's own hook. Where all repositories of a machine share their hooks, it is only said what to add. */
export function gitHookStep(project: Project): Step {
  const { git } = project;
  if (!git) return { do: "nothing", what: "no hook: this is no git repository" };
  const tracked = git.own ? undefined : within(git.top, git.hooks);
  // Husky makes this folder anew at each install, and runs what lies above it.
  if (tracked === ".husky/_") return huskyStep(project, `${command(project)} lint --staged`);
  const file = `${within(git.top, git.hooks) ?? git.hooks}/pre-commit`;
  // Others get what is tracked, and a path of this machine does not hold there.
  const lines = git.own ? ownLines(project) : `${command(project)} lint --staged\n`;
  if (project.exists(file)) return theirs(project, file, lines, placeFor(project.text(file)));
  const text = `#!/bin/sh\n# Stops a commit with a secret outside /run/secrets; \`git commit --no-verify\` passes by.\n${lines}`;
  if (!git.own && tracked === undefined)
    return { do: "add", file, text, why: "all repositories of this machine share it; add to it" };
  return { do: "write", file, text, executable: true };
}

/** Husky's hook, and whether git comes by there: a clone has the folder before anybody has installed husky in it. */
function huskyStep(project: Project, staged: string): Step {
  const { git } = project;
  const file = ".husky/pre-commit";
  if (project.exists(file)) return theirs(project, file, `${staged}\n`);
  const runs = git !== undefined && /^\.husky(?:\/_)?$/.test(within(git.top, git.hooks) ?? "");
  const note = "git does not look there yet: `npm install` sets husky up, or `npx husky`";
  return { do: "write", file, text: `${staged}\n`, executable: true, ...(!runs && { note }) };
}

/**
 * This machine's own hook: what the project installs comes first, then what wrote the hook. The lines may stand anywhere before the end of somebody's own hook: they stop a commit, and nothing
 * that follows them.
 */
function ownLines({ cli, version }: Project): string {
  const path = `'${cli.split(sep).join("/").replaceAll("'", "'\\''")}'`;
  const local = "node_modules/.bin/runsecrets";
  // What npx keeps may be gone tomorrow.
  const kept = /[\\/]_npx[\\/]/.test(cli) ? [] : [`elif [ -f ${path} ]; then node ${path} lint --staged || exit`];
  return [
    `if [ -x ${local} ]; then ${local} lint --staged || exit`,
    ...kept,
    `else npx --yes runsecrets@${version} lint --staged || exit; fi`,
    "",
  ].join("\n");
}

/** Where lines of a shell go in a hook that is there. */
function placeFor(hook: string): string {
  const [, interpreter] = /^#!\s*(\S.*)/.exec(hook) ?? [];
  if (interpreter !== undefined && !/\b(?:ba|da|k|z)?sh\b/.test(interpreter))
    return "it is yours, and no shell script; let it run this first";
  return "it is yours; add to it, below its first line";
}

function lefthookText(file: string, staged: string): string {
  if (file.endsWith(".toml")) return `[pre-commit.commands.runsecrets]\nrun = "${staged}"\n`;
  if (file.endsWith(".json"))
    return `${JSON.stringify({ "pre-commit": { commands: { runsecrets: { run: staged } } } }, undefined, 2)}\n`;
  return `pre-commit:\n  commands:\n    runsecrets:\n      run: ${staged}\n`;
}

/** An entry of `repos`, as far in as those that are there. */
function preCommitText(staged: string, before: string): string {
  const indent = /^( *)- repo:/m.exec(before)?.[1] ?? "  ";
  return [
    "- repo: local",
    "  hooks:",
    "    - id: runsecrets",
    "      name: runsecrets",
    `      entry: ${staged}`,
    "      language: system",
    "      pass_filenames: false",
  ]
    .map((line) => `${indent}${line}\n`)
    .join("");
}

/** A path below a folder, with `/`; nothing where it is not below. */
function within(folder: string, path: string): string | undefined {
  const way = relative(folder, path).split(sep).join("/");
  return way === "" || way === ".." || way.startsWith("../") || isAbsolute(way) ? undefined : way;
}
