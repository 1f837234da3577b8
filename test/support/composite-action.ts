import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

interface Step {
  id?: string;
  name: string;
  if?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}

interface Action {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: Step[] };
}

/** How a run of the action ended. */
export interface ActionRun {
  code: number;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** Other actions that would have been called, with their inputs. */
  used: { uses: string; with: Record<string, string> }[];
  /** The steps that ran whatever became of those before. */
  ran: string[];
}

/**
 * Runs a composite action as GitHub's runner does: real bash, files for outputs and the summary, expressions put in
 * before the shell starts. Of other actions only the call is recorded, and that it failed where `failing` names it.
 */
export function runAction(root: string, cwd: string, given: Record<string, string>, failing = "none"): ActionRun {
  const action: Action = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const temp = mkdtempSync(join(tmpdir(), "runsecrets-runner-"));
  const known: Record<string, string> = {};
  for (const [name, { default: text }] of Object.entries(action.inputs)) known[`inputs.${name}`] = given[name] ?? text;

  const run: ActionRun = { code: 0, log: "", outputs: {}, summary: "", used: [], ran: [] };
  const summary = join(temp, "summary");
  writeFileSync(summary, "");
  for (const [at, step] of action.runs.steps.entries()) {
    if (step.if === "always()") run.ran.push(step.name);
    else if (run.code !== 0 || (step.if !== undefined && !holds(step.if, known))) continue;
    if (step.uses !== undefined) {
      run.used.push({ uses: step.uses, with: filled(step.with, known) });
      if (step.uses.includes(failing)) run.code = 1;
      continue;
    }
    const output = join(temp, `output-${at}`);
    const script = join(temp, `step-${at}.sh`);
    writeFileSync(output, "");
    writeFileSync(script, expand(step.run ?? "", known));
    const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temp, GITHUB_ACTION_PATH: root };
    const env = { PATH: process.env.PATH, HOME: temp, CI: "true", GITHUB_ACTIONS: "true", ...files };
    const done = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd,
      env: { ...env, ...filled(step.env, known) },
      encoding: "utf8",
    });
    run.log += done.stdout + done.stderr;
    run.code ||= done.status ?? -1;
    for (const line of readFileSync(output, "utf8").split("\n").filter(Boolean)) {
      const [name = "", value = ""] = line.split(/=(.*)/s);
      known[`steps.${step.id}.outputs.${name}`] = value;
    }
  }
  run.summary = readFileSync(summary, "utf8");
  run.outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, expand(value, known)]),
  );
  return run;
}

function filled(texts: Record<string, string> = {}, known: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, expand(text, known)]));
}

function expand(text: string, known: Record<string, string>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => known[name] ?? "");
}

/** Comparisons joined by `&&`. */
function holds(condition: string, known: Record<string, string>): boolean {
  return condition.split("&&").every((part) => {
    const [, name = "", sign, text] = /^\s*([\w.-]+) (==|!=) '([^']*)'\s*$/.exec(part) ?? [];
    if (sign === undefined) throw new Error(`cannot evaluate ${part}`);
    return ((known[name] ?? "") === text) === (sign === "==");
  });
}
