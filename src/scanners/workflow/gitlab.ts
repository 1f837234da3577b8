import type { Node } from "yaml";
import type { SubjectId } from "../../facts/fact.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault, bindEntry } from "./bind.ts";
import { child, part, type Reading, template, textOf } from "./reading.ts";
import { readScript } from "./script.ts";

const noJob = new Set(["variables", "stages", "include", "workflow", "spec", "image", "services", "cache", "default"]);

/** Reads a `.gitlab-ci.yml`, or a file that one includes. */
export function readGitlab(reading: Reading, root: Node): void {
  const { yaml, whole } = reading;
  readVariables(reading, whole, root);
  readServices(reading, "", child(reading, root, "services"));
  readScripts(reading, whole, root);
  for (const { name, value } of yaml.entries(child(reading, child(reading, root, "spec"), "inputs"))) {
    const written = yaml.entries(value).find((entry) => entry.name === "default");
    if (written) bindDefault(reading, whole, name, written);
  }
  for (const job of yaml.entries(root)) if (!noJob.has(job.name) || job.name === "default") readJob(reading, job);
}

function readJob(reading: Reading, job: Entry): void {
  const { yaml } = reading;
  if (yaml.shape(job.value) !== "map") return;
  const id = part(reading, job.name, yaml.span(job.key));
  readVariables(reading, id, job.value);
  readServices(reading, `${job.name}/`, child(reading, job.value, "services"));
  readScripts(reading, id, job.value);
}

/** What a list of a variable's values offers is not bound. */
function readVariables(reading: Reading, subject: SubjectId, job: unknown): void {
  for (const entry of reading.yaml.entries(child(reading, job, "variables")))
    bindEntry(reading, subject, entry, "job-env");
}

function readServices(reading: Reading, before: string, services: unknown): void {
  for (const service of reading.yaml.items(services)) {
    const image = textOf(reading, service, "name");
    if (image === "") continue;
    const name = textOf(reading, service, "alias") || image;
    const id = part(reading, `${before}${name}`, reading.yaml.span(service), { brief: true });
    bindAll(reading, id, child(reading, service, "variables"), "job-env");
  }
}

function readScripts(reading: Reading, subject: SubjectId, job: unknown): void {
  for (const { name, value } of reading.yaml.entries(job)) {
    if (!/^(?:before_|after_)?script$/.test(name)) continue;
    const nodes = template(reading, value) ? [value] : lines(reading, value);
    readScript(reading, subject, nodes);
  }
}

/** Lists in lists, as anchors make them, are one list. */
function lines(reading: Reading, node: unknown, depth = 0): unknown[] {
  if (depth > 10) return [];
  return reading.yaml
    .items(node)
    .flatMap((item) =>
      reading.yaml.shape(item) === "list" ? lines(reading, item, depth + 1) : [reading.yaml.resolve(item)],
    );
}
