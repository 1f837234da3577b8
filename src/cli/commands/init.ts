import { dirname, isAbsolute, resolve } from "node:path";
import { className, isUserError, UserError } from "../../errors.ts";
import { printable } from "../../findings/printable.ts";
import { codeOf, writeBelow } from "../../inputs/write-file.ts";
import { count } from "../../reporters/summary.ts";
import type { InitArguments } from "../arguments.ts";
import { configStep } from "../init/config.ts";
import { gitHookStep, hookStep } from "../init/hook.ts";
import { jobSteps } from "../init/jobs.ts";
import { inspectProject, type Project } from "../init/project.ts";
import { detectSource, namedSource } from "../init/source.ts";
import type { Step } from "../init/step.ts";

/**
 * Sets a project up, and shows what was written, what somebody has to add, and what was there. The code is 2 where
 * something could not be written; what else there was to write is written.
 */
export function initCommand({ dryRun, gitHook, source }: InitArguments, root: string, cli: string) {
  const self = { version: __VERSION__, cli };
  const project = inspectProject(root, cli, source === undefined ? detectSource(self) : namedSource(source, self));
  const { git } = project;
  if (git && resolve(git.top) !== resolve(root) && !project.exists(".git"))
    throw new UserError(
      "this folder is inside a git repository, and hooks and CI jobs belong to its top folder",
      `cd ${git.top}`,
    );
  if (gitHook && !git) throw new UserError("this is no git repository", "`git init` makes one");
  const wanted = gitHook ? [gitHookStep(project)] : [configStep(project), hookStep(project), ...jobSteps(project)];
  const steps = dryRun ? wanted : wanted.map((step) => done(root, step));
  const body = [...(gitHook ? [] : [seen(project), ""]), ...steps.flatMap((step) => told(step, dryRun))];
  const lines = [...body, ...(body.at(-1) === "" ? [] : [""]), next(steps, dryRun)];
  return {
    code: steps.some((step) => step.do === "failed") ? 2 : 0,
    text: lines.map((line) => `${printable(line)}\n`).join(""),
  };
}

function seen({ git, containers }: Project): string {
  const files = Object.entries(containers).map(([kind, amount]) => count(amount, kind));
  const what = [...(git ? ["a git repository"] : []), ...files];
  return `Seen: ${what.length > 0 ? what.join(", ") : "no git repository and no container files"}`;
}

function told(step: Done, dryRun: boolean): string[] {
  if (step.do === "nothing") return [row("nothing", step.what)];
  if (step.do === "ask") return [row("left", `${step.file}: ${step.why}`), ""];
  const shown = step.text
    .trimEnd()
    .split("\n")
    .map((line) => `${" ".repeat(15)}│ ${line}`.trimEnd());
  if (step.do === "add") return [row("left", `${step.file}: ${step.why}`), ...shown, ""];
  if (step.do === "failed") return [row("failed", `${step.file} cannot be written (${step.why})`), ...shown, ""];
  const note = step.note === undefined ? [] : [`${" ".repeat(15)}${step.note}`];
  return [row(dryRun ? "would write" : "wrote", step.file), ...shown, ...note, ""];
}

function row(label: string, what: string): string {
  return `  ${label.padEnd(11)}  ${what}`;
}

function next(steps: readonly Done[], dryRun: boolean): string {
  if (steps.every((step) => step.do === "nothing")) return "There is nothing to write.";
  if (steps.some((step) => step.do === "failed"))
    return "Run it again when the cause of the failure is gone: it only writes what is missing.";
  if (dryRun && steps.some((step) => step.do === "write")) return "Nothing was written.";
  return "Next: `runsecrets lint`. To accept what it finds today: `runsecrets baseline`.";
}

type Done = Step | { do: "failed"; file: string; text: string; why: string };

function done(root: string, step: Step): Done {
  if (step.do !== "write") return step;
  const { file, text, executable } = step;
  // A linked working tree has its hooks elsewhere, as git says.
  const base = isAbsolute(file) ? dirname(dirname(file)) : root;
  try {
    writeBelow(base, file, text, { fresh: true, ...(executable && { executable }) });
    return step;
  } catch (error) {
    return { do: "failed", file, text, why: isUserError(error) ? error.message : (codeOf(error) ?? className(error)) };
  }
}
