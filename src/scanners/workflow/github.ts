import type { Node } from "yaml";
import type { SubjectId } from "../../facts/fact.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault, bindEntry } from "./bind.ts";
import { readInputs } from "./github-inputs.ts";
import { readOptions } from "./options.ts";
import { child, part, type Reading, textOf } from "./reading.ts";
import { readScript } from "./script.ts";
import { walkMaps } from "./walk.ts";

/** Reads a workflow of GitHub Actions (and of Gitea and Forgejo), or an action's own file. */
export function readGithub(reading: Reading, root: Node): void {
  const { yaml, whole } = reading;
  bindAll(reading, whole, child(reading, root, "env"), "job-env");
  const on = child(reading, root, "on");
  for (const event of ["workflow_call", "workflow_dispatch"])
    readDefaults(reading, child(reading, child(reading, on, event), "inputs"));
  const shell = shellOf(reading, root);
  for (const job of yaml.entries(child(reading, root, "jobs"))) readJob(reading, job, shell);
  readDefaults(reading, child(reading, root, "inputs"));
  readRuns(reading, whole, child(reading, root, "runs"));
}

/** The defaults of inputs. */
function readDefaults(reading: Reading, inputs: unknown): void {
  for (const { name, value } of reading.yaml.entries(inputs)) {
    const written = reading.yaml.entries(value).find((entry) => entry.name === "default");
    if (written) bindDefault(reading, reading.whole, name, written);
  }
}

function readJob(reading: Reading, job: Entry, usual: string): void {
  const { yaml } = reading;
  const id = part(reading, job.name, yaml.span(job.key));
  const get = (name: string) => child(reading, job.value, name);
  bindAll(reading, id, get("env"), "job-env");
  readContainer(reading, id, get("container"));
  for (const service of yaml.entries(get("services"))) {
    const brief = part(reading, `${job.name}/${service.name}`, yaml.span(service.key), { brief: true });
    readContainer(reading, brief, service.value);
  }
  // A workflow that is called: its inputs may be those of a build.
  readInputs(reading, id, textOf(reading, job.value, "uses"), yaml.entries(get("with")));
  bindAll(reading, id, get("secrets"), "job-env");
  const shell = shellOf(reading, job.value) || usual || (runsOnWindows(reading, job.value) ? "pwsh" : "");
  for (const step of yaml.items(get("steps"))) readStep(reading, id, step, shell);
}

/** `defaults.run.shell` of a workflow or a job. */
function shellOf(reading: Reading, node: unknown): string {
  return textOf(reading, child(reading, child(reading, node, "defaults"), "run"), "shell");
}

/** Where every system that a job names is Windows, its steps are for another shell. */
function runsOnWindows(reading: Reading, job: unknown): boolean {
  const named = textOf(reading, job, "runs-on");
  const systems = /\$\{\{/.test(named) ? textsBelow(reading, child(reading, job, "strategy")) : [named];
  const known = systems.filter((text) => /^(?:windows|ubuntu|macos|linux|win)/i.test(text));
  return known.length > 0 && known.every((text) => /^win/i.test(text));
}

function textsBelow(reading: Reading, node: unknown): string[] {
  const found: string[] = [];
  const add = (value: unknown) => {
    const text = reading.yaml.scalar(value)?.text;
    if (text !== undefined) found.push(text);
    for (const item of reading.yaml.items(value)) add(item);
  };
  walkMaps(reading, node, (entries) => {
    for (const { value } of entries) add(value);
  });
  return found;
}

function readContainer(reading: Reading, subject: SubjectId, container: unknown): void {
  bindAll(reading, subject, child(reading, container, "env"), "job-env");
  const credentials = reading.yaml.entries(child(reading, container, "credentials"));
  for (const entry of credentials) bindEntry(reading, subject, entry, "job-env");
  const options = reading.yaml.entries(container).find(({ name }) => name === "options");
  if (options) readOptions(reading, subject, options);
}

/** `runs:` of an action: steps, or an image that is started. */
function readRuns(reading: Reading, subject: SubjectId, runs: unknown): void {
  bindAll(reading, subject, child(reading, runs, "env"), "job-env");
  for (const step of reading.yaml.items(child(reading, runs, "steps"))) readStep(reading, subject, step);
}

function readStep(reading: Reading, subject: SubjectId, step: unknown, shell = ""): void {
  const start = reading.facts.length;
  bindAll(reading, subject, child(reading, step, "env"), "job-env");
  readInputs(reading, subject, textOf(reading, step, "uses"), reading.yaml.entries(child(reading, step, "with")));
  const run = reading.yaml.entries(step).find(({ name }) => name === "run");
  if (run) readScript(reading, subject, [run.value], textOf(reading, step, "shell") || shell);
  // Its `env` holds for this step alone, and may stand below `run`.
  for (const fact of reading.facts.slice(start)) if (fact.subject === subject) fact.under = `step ${start}`;
}
