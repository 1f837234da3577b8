import { isAbsolute, relative, sep } from "node:path";
import { shellWord } from "../../facts/words.ts";
import { installed, type SharedCommand, sharedCommand } from "./command.ts";
import type { Project } from "./project.ts";
import { packageSpec } from "./source.ts";
import { type Step, theirs } from "./step.ts";

const lefthook = ["lefthook", ".lefthook"].flatMap((name) =>
  ["yml", "yaml", "toml", "json"].map((ending) => `${name}.${ending}`),
);

/** The hook, where the project's own manager of hooks looks for it, or git itself. */
export function hookStep(project: Project): Step {
  const { git, exists } = project;
  const shared = stagedCommand(project);
  if (exists(".husky")) return huskyStep(project, shared);
  const own = lefthook.find(exists);
  if (own !== undefined) return theirs(project, own, lefthookText(own, shared.words), added(shared));
  const config = ".pre-commit-config.yaml";
  if (exists(config)) {
    const isPinned = !project.installed && project.source?.from === "git";
    return theirs(project, config, preCommitText(project, shared.words), isPinned ? undefined : added(shared));
  }
  return git ? gitHookStep(project) : { do: "nothing", what: "no hook: this is no git repository" };
}

/** git's own hook. Where all repositories of a machine share their hooks, it is only said what to add. */
export function gitHookStep(project: Project): Step {
  const { git } = project;
  if (!git) return { do: "nothing", what: "no hook: this is no git repository" };
  const tracked = git.own ? undefined : within(git.top, git.hooks);
  const shared = stagedCommand(project);
  // Husky makes this folder anew at each install, and runs the hooks of the folder above.
  if (tracked === ".husky/_") return huskyStep(project, shared);
  const file = `${within(git.top, git.hooks) ?? git.hooks}/pre-commit`;
  // Others get what is tracked, and a path of this machine does not hold there.
  const lines = git.own ? ownLines(project) : `${shared.words} || exit\n`;
  if (project.exists(file)) return theirs(project, file, lines, placeFor(project.text(file)));
  const about = "# Stops a commit with a secret outside /run/secrets; `git commit --no-verify` skips this check.";
  const text = `#!/bin/sh\n${about}\n${lines}`;
  if (!git.own && tracked === undefined)
    return { do: "add", file, text, why: "all repositories of this machine share it: add these lines" };
  const note = git.own ? undefined : shared.note;
  return { do: "write", file, text, executable: true, ...(note !== undefined && { note }) };
}

/** Husky's hook, and whether git comes by there: a clone has the folder before anybody has installed husky in it. */
function huskyStep(project: Project, shared: SharedCommand): Step {
  const { git } = project;
  const file = ".husky/pre-commit";
  const text = `${shared.words}\n`;
  if (project.exists(file)) return theirs(project, file, text, added(shared));
  const runs = git !== undefined && /^\.husky(?:\/_)?$/.test(within(git.top, git.hooks) ?? "");
  const notes = [
    ...(shared.note === undefined ? [] : [shared.note]),
    ...(runs ? [] : ["git does not run this hook yet: `npm install` sets husky up"]),
  ];
  return { do: "write", file, text, executable: true, ...(notes.length > 0 && { note: notes.join("; ") }) };
}

/**
 * This machine's own hook: what the project installs comes first, then what wrote the hook. The lines work anywhere
 * before the end of somebody's own hook: they stop a commit, and nothing that follows them.
 */
function ownLines({ cli, source }: Project): string {
  const path = `'${cli.split(sep).join("/").replaceAll("'", "'\\''")}'`;
  // What npx keeps may be gone tomorrow.
  const kept = /[\\/]_npx[\\/]/.test(cli) ? [] : [`elif [ -f ${path} ]; then node ${path} lint --staged || exit`];
  const last = source
    ? `npx --yes --allow-git=root --package=${packageSpec(source)} -- runsecrets lint --staged || exit`
    : `echo ${shellWord("runsecrets is gone: run its `init --git-hook` again")} >&2; exit 1`;
  return [`if [ -x ${installed} ]; then ${installed} lint --staged || exit`, ...kept, `else ${last}; fi`, ""].join(
    "\n",
  );
}

function stagedCommand(project: Project): SharedCommand {
  const { words, note } = sharedCommand(project);
  return { words: `${words} lint --staged`, ...(note !== undefined && { note }) };
}

/** Why lines are only shown, and what they depend on. */
function added({ note }: SharedCommand): string {
  return `this file is yours: add these lines${note === undefined ? "" : `; ${note}`}`;
}

/** Where lines of a shell go in a hook that is there. */
function placeFor(hook: string): string {
  const [, interpreter] = /^#!\s*(\S.*)/.exec(hook) ?? [];
  if (interpreter !== undefined && !/\b(?:ba|da|k|z)?sh\b/.test(interpreter))
    return "this file is yours and no shell script: make it run this first";
  return "this file is yours: add these lines below its first one";
}

function lefthookText(file: string, staged: string): string {
  if (file.endsWith(".toml")) return `[pre-commit.commands.runsecrets]\nrun = ${JSON.stringify(staged)}\n`;
  if (file.endsWith(".json"))
    return `${JSON.stringify({ "pre-commit": { commands: { runsecrets: { run: staged } } } }, undefined, 2)}\n`;
  return `pre-commit:\n  commands:\n    runsecrets:\n      run: ${yamlText(staged)}\n`;
}

/** An entry of `repos`, indented as those that are there. */
function preCommitText(project: Project, staged: string): string {
  const { source, installed: has } = project;
  const indent = /^( *)- repo:/m.exec(project.text(".pre-commit-config.yaml"))?.[1] ?? "  ";
  const pinned = !has && source?.from === "git" ? source : undefined;
  const lines = pinned
    ? [`- repo: ${pinned.address}`, `  rev: ${pinned.ref}`, "  hooks:", "    - id: runsecrets"]
    : [
        "- repo: local",
        "  hooks:",
        "    - id: runsecrets",
        "      name: runsecrets",
        `      entry: ${yamlText(staged)}`,
        "      language: system",
        "      pass_filenames: false",
      ];
  return lines.map((line) => `${indent}${line}\n`).join("");
}

/** As it is where YAML reads it so, in quotes elsewhere. */
function yamlText(text: string): string {
  return /^\w(?:[^\s:#]|[:#](?=\S)(?<=\S.)| (?=[^\s#]))*$/.test(text) ? text : JSON.stringify(text);
}

/** A path below a folder, with `/`; nothing where it is not below. */
function within(folder: string, path: string): string | undefined {
  const way = relative(folder, path).split(sep).join("/");
  return way === "" || way === ".." || way.startsWith("../") || isAbsolute(way) ? undefined : way;
}
