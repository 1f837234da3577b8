import type { Node } from "yaml";
import type { SubjectId } from "../../facts/index.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault, bindEntry } from "./bind.ts";
import { child, part, type SystemScan, template, textOf } from "./scan.ts";
import { readScript } from "./script.ts";

const noJob = new Set(["variables", "stages", "include", "workflow", "spec", "image", "services", "cache", "default"]);

/** Reads a `.gitlab-ci.yml`, or a file that one includes. */
export function readGitlab(scan: SystemScan, root: Node): void {
  const { yaml, whole } = scan;
  readVariables(scan, whole, root);
  readServices(scan, "", child(scan, root, "services"));
  readScripts(scan, whole, root);
  for (const { name, value } of yaml.entries(child(scan, child(scan, root, "spec"), "inputs"))) {
    const written = yaml.entries(value).find((entry) => entry.name === "default");
    if (written) bindDefault(scan, whole, name, written);
  }
  for (const job of yaml.entries(root)) if (!noJob.has(job.name) || job.name === "default") readJob(scan, job);
}

function readJob(scan: SystemScan, job: Entry): void {
  const { yaml } = scan;
  if (yaml.shape(job.value) !== "map") return;
  const id = part(scan, job.name, yaml.span(job.key));
  readVariables(scan, id, job.value);
  readServices(scan, `${job.name}/`, child(scan, job.value, "services"));
  readScripts(scan, id, job.value);
}

/** What a list of a variable's values offers is not bound. */
function readVariables(scan: SystemScan, subject: SubjectId, job: unknown): void {
  for (const entry of scan.yaml.entries(child(scan, job, "variables"))) bindEntry(scan, subject, entry, "job-env");
}

function readServices(scan: SystemScan, before: string, services: unknown): void {
  for (const service of scan.yaml.items(services)) {
    const image = textOf(scan, service, "name");
    if (image === "") continue;
    const name = textOf(scan, service, "alias") || image;
    const id = part(scan, `${before}${name}`, scan.yaml.span(service), { ephemeral: true });
    bindAll(scan, id, child(scan, service, "variables"), "job-env");
  }
}

function readScripts(scan: SystemScan, subject: SubjectId, job: unknown): void {
  for (const { name, value } of scan.yaml.entries(job)) {
    if (!/^(?:before_|after_)?script$/.test(name)) continue;
    const nodes = template(scan, value) ? [value] : lines(scan, value);
    readScript(scan, subject, nodes);
  }
}

/** Lists in lists, as anchors make them, are one list. */
function lines(scan: SystemScan, node: unknown, depth = 0): unknown[] {
  if (depth > 10) return [];
  return scan.yaml
    .items(node)
    .flatMap((item) => (scan.yaml.shape(item) === "list" ? lines(scan, item, depth + 1) : [scan.yaml.resolve(item)]));
}
