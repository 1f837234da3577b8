import type { Node } from "yaml";
import type { SubjectId } from "../../facts/index.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault, bindEntry } from "./bind.ts";
import { readInputs } from "./github-inputs.ts";
import { readOptions } from "./options.ts";
import { child, part, type SystemScan, textOf } from "./scan.ts";
import { readScript } from "./script.ts";
import { walkMaps } from "./walk.ts";

/** Reads a workflow of GitHub Actions (and of Gitea and Forgejo), or an action's own file. */
export function readGithub(scan: SystemScan, root: Node): void {
  const { yaml, whole } = scan;
  bindAll(scan, whole, child(scan, root, "env"), "job-env");
  const on = child(scan, root, "on");
  for (const event of ["workflow_call", "workflow_dispatch"])
    readDefaults(scan, child(scan, child(scan, on, event), "inputs"));
  const shell = shellOf(scan, root);
  for (const job of yaml.entries(child(scan, root, "jobs"))) readJob(scan, job, shell);
  readDefaults(scan, child(scan, root, "inputs"));
  readRuns(scan, whole, child(scan, root, "runs"));
}

/** The defaults of inputs. */
function readDefaults(scan: SystemScan, inputs: unknown): void {
  for (const { name, value } of scan.yaml.entries(inputs)) {
    const written = scan.yaml.entries(value).find((entry) => entry.name === "default");
    if (written) bindDefault(scan, scan.whole, name, written);
  }
}

function readJob(scan: SystemScan, job: Entry, usual: string): void {
  const { yaml } = scan;
  const id = part(scan, job.name, yaml.span(job.key));
  const get = (name: string) => child(scan, job.value, name);
  bindAll(scan, id, get("env"), "job-env");
  readContainer(scan, id, get("container"));
  for (const service of yaml.entries(get("services"))) {
    const ephemeral = part(scan, `${job.name}/${service.name}`, yaml.span(service.key), { ephemeral: true });
    readContainer(scan, ephemeral, service.value);
  }
  // A workflow that is called: its inputs may be those of a build.
  readInputs(scan, id, textOf(scan, job.value, "uses"), yaml.entries(get("with")));
  bindAll(scan, id, get("secrets"), "job-env");
  const shell = shellOf(scan, job.value) || usual || (runsOnWindows(scan, job.value) ? "pwsh" : "");
  for (const step of yaml.items(get("steps"))) readStep(scan, id, step, shell);
}

/** `defaults.run.shell` of a workflow or a job. */
function shellOf(scan: SystemScan, node: unknown): string {
  return textOf(scan, child(scan, child(scan, node, "defaults"), "run"), "shell");
}

/** Where every system that a job names is Windows, its steps are for another shell. */
function runsOnWindows(scan: SystemScan, job: unknown): boolean {
  const named = textOf(scan, job, "runs-on");
  const systems = /\$\{\{/.test(named) ? textsBelow(scan, child(scan, job, "strategy")) : [named];
  const known = systems.filter((text) => /^(?:windows|ubuntu|macos|linux|win)/i.test(text));
  return known.length > 0 && known.every((text) => /^win/i.test(text));
}

function textsBelow(scan: SystemScan, node: unknown): string[] {
  const found: string[] = [];
  const add = (value: unknown) => {
    const text = scan.yaml.scalar(value)?.text;
    if (text !== undefined) found.push(text);
    for (const item of scan.yaml.items(value)) add(item);
  };
  walkMaps(scan, node, (entries) => {
    for (const { value } of entries) add(value);
  });
  return found;
}

function readContainer(scan: SystemScan, subject: SubjectId, container: unknown): void {
  bindAll(scan, subject, child(scan, container, "env"), "job-env");
  const credentials = scan.yaml.entries(child(scan, container, "credentials"));
  for (const entry of credentials) bindEntry(scan, subject, entry, "job-env");
  const options = scan.yaml.entries(container).find(({ name }) => name === "options");
  if (options) readOptions(scan, subject, options);
}

/** `runs:` of an action: steps, or an image that is started. */
function readRuns(scan: SystemScan, subject: SubjectId, runs: unknown): void {
  bindAll(scan, subject, child(scan, runs, "env"), "job-env");
  for (const step of scan.yaml.items(child(scan, runs, "steps"))) readStep(scan, subject, step);
}

function readStep(scan: SystemScan, subject: SubjectId, step: unknown, shell = ""): void {
  const start = scan.facts.length;
  bindAll(scan, subject, child(scan, step, "env"), "job-env");
  readInputs(scan, subject, textOf(scan, step, "uses"), scan.yaml.entries(child(scan, step, "with")));
  const run = scan.yaml.entries(step).find(({ name }) => name === "run");
  if (run) readScript(scan, subject, [run.value], textOf(scan, step, "shell") || shell);
  // Its `env` holds for this step only, and may be below `run`.
  for (const fact of scan.facts.slice(start)) if (fact.subject === subject) fact.under = `step ${start}`;
}
