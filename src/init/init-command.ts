import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { InitArguments } from "../cli/arguments.ts";
import { className, UserError } from "../errors.ts";
import { printable } from "../reporters/printable.ts";
import { count } from "../reporters/summary.ts";
import { configStep } from "./config.ts";
import { gitHookStep, hookStep } from "./hook.ts";
import { jobSteps } from "./jobs.ts";
import { lookAt, type Project } from "./project.ts";
import type { Step } from "./step.ts";

/** Sets a project up, and tells what was written, what somebody has to add, and what was there. */
export function initCommand({ dryRun, gitHook }: InitArguments, root: string, cli: string): string {
  const project = lookAt(root, __VERSION__, cli);
  const { git } = project;
  if (git && resolve(git.top) !== resolve(root) && !project.exists(".git"))
    throw new UserError(
      "this is a folder inside a repository, and git's hooks and CI stand at its top",
      `cd ${git.top}`,
    );
  if (gitHook && !git) throw new UserError("this is no git repository", "`git init` makes one");
  const steps = gitHook ? [gitHookStep(project)] : [configStep(project), hookStep(project), ...jobSteps(project)];
  if (!dryRun) for (const step of steps) if (step.do === "write") write(root, step);
  const body = [...(gitHook ? [] : [seen(project), ""]), ...steps.flatMap((step) => told(step, dryRun))];
  const lines = [...body, ...(body.at(-1) === "" ? [] : [""]), next(steps, dryRun)];
  return lines.map((line) => `${printable(line)}\n`).join("");
}

function seen({ git, containers }: Project): string {
  const files = Object.entries(containers).map(([kind, amount]) => count(amount, kind));
  const what = [...(git ? ["a git repository"] : []), ...files];
  return `Seen: ${what.length > 0 ? what.join(", ") : "no git repository and no container files"}`;
}

function told(step: Step, dryRun: boolean): string[] {
  const row = (label: string, what: string) => `  ${label.padEnd(11)}  ${what}`;
  if (step.do === "nothing") return [row("nothing", step.what)];
  const shown = step.text
    .trimEnd()
    .split("\n")
    .map((line) => `${" ".repeat(15)}│ ${line}`.trimEnd());
  if (step.do === "add") return [row("left", `${step.file}: ${step.why ?? "it is yours"}; add to it`), ...shown, ""];
  return [row(dryRun ? "would write" : "wrote", step.file), ...shown, ""];
}

function next(steps: readonly Step[], dryRun: boolean): string {
  if (steps.every((step) => step.do === "nothing")) return "There is nothing to write.";
  if (dryRun && steps.some((step) => step.do === "write")) return "Nothing was written.";
  return "Next: `runsecrets lint`. What cannot be mended today, `runsecrets baseline` writes down.";
}

function write(root: string, { file, text, executable }: Extract<Step, { do: "write" }>): void {
  const path = resolve(root, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    // What came to lie there in the meantime is not overwritten, and no link is followed.
    writeFileSync(path, text, { flag: "wx" });
    if (executable) chmodSync(path, 0o755);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : className(error);
    throw new UserError(`cannot write ${file} (${code})`);
  }
}
