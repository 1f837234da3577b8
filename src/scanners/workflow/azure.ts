import type { Node } from "yaml";
import type { SubjectId } from "../../facts/index.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault, bindEntry } from "./bind.ts";
import { readInputs } from "./github-inputs.ts";
import { readOptions } from "./options.ts";
import { part, type SystemScan, textOf } from "./scan.ts";
import { readScript } from "./script.ts";
import { walkMaps } from "./walk.ts";

/** Reads a pipeline of Azure, or a template of one: conditions may be anywhere, and so may steps. */
export function readAzure(scan: SystemScan, root: Node): void {
  let subject: SubjectId = scan.whole;
  walkMaps(scan, root, (entries) => {
    const [first] = entries;
    if (first && /^(?:job|deployment)$/.test(first.name)) {
      const name = scan.yaml.scalar(first.value)?.text || "job";
      subject = part(scan, name, scan.yaml.span(first.key));
    }
    for (const entry of entries) readKey(scan, subject, entry, entries);
  });
}

function readKey(scan: SystemScan, subject: SubjectId, entry: Entry, around: readonly Entry[]): void {
  const { name, value } = entry;
  if (name === "variables" || name === "env") bindAll(scan, subject, value, "job-env");
  else if (name === "parameters") readParameters(scan, subject, value);
  else if (name === "script" || name === "bash") readScript(scan, subject, [value]);
  else if (name === "options" && around.some((one) => one.name === "image")) readOptions(scan, subject, entry);
  else if (name === "inputs") readInputs(scan, subject, taskOf(scan, around), scan.yaml.entries(value));
}

function taskOf(scan: SystemScan, entries: readonly Entry[]): string {
  return scan.yaml.scalar(entries.find(({ name }) => name === "task")?.value)?.text ?? "";
}

/** A list of parameters with their defaults; what a template is given, and the older form, are maps. */
function readParameters(scan: SystemScan, subject: SubjectId, parameters: unknown): void {
  const { yaml } = scan;
  for (const item of yaml.items(parameters)) {
    const written = yaml.entries(item).find((entry) => entry.name === "default");
    if (written) bindDefault(scan, subject, textOf(scan, item, "name"), written);
  }
  for (const entry of yaml.entries(parameters)) bindEntry(scan, subject, entry, "job-env");
}
