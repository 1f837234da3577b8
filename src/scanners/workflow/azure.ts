import type { Node } from "yaml";
import type { SubjectId } from "../../facts/fact.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault, bindEntry } from "./bind.ts";
import { readInputs } from "./github-inputs.ts";
import { readOptions } from "./options.ts";
import { part, type Reading, textOf } from "./reading.ts";
import { readScript } from "./script.ts";
import { walkMaps } from "./walk.ts";

/** Reads a pipeline of Azure, or a template of one: conditions may stand anywhere, and so may steps. */
export function readAzure(reading: Reading, root: Node): void {
  let subject: SubjectId = reading.whole;
  walkMaps(reading, root, (entries) => {
    const [first] = entries;
    if (first && /^(?:job|deployment)$/.test(first.name)) {
      const name = reading.yaml.scalar(first.value)?.text || "job";
      subject = part(reading, name, reading.yaml.span(first.key));
    }
    for (const entry of entries) readKey(reading, subject, entry, entries);
  });
}

function readKey(reading: Reading, subject: SubjectId, entry: Entry, around: readonly Entry[]): void {
  const { name, value } = entry;
  if (name === "variables" || name === "env") bindAll(reading, subject, value, "job-env");
  else if (name === "parameters") readParameters(reading, subject, value);
  else if (name === "script" || name === "bash") readScript(reading, subject, [value]);
  else if (name === "options" && around.some((one) => one.name === "image")) readOptions(reading, subject, entry);
  else if (name === "inputs") readInputs(reading, subject, taskOf(reading, around), reading.yaml.entries(value));
}

function taskOf(reading: Reading, entries: readonly Entry[]): string {
  return reading.yaml.scalar(entries.find(({ name }) => name === "task")?.value)?.text ?? "";
}

/** A list of parameters with their defaults; what a template is given, and the older form, are maps. */
function readParameters(reading: Reading, subject: SubjectId, parameters: unknown): void {
  const { yaml } = reading;
  for (const item of yaml.items(parameters)) {
    const written = yaml.entries(item).find((entry) => entry.name === "default");
    if (written) bindDefault(reading, subject, textOf(reading, item, "name"), written);
  }
  for (const entry of yaml.entries(parameters)) bindEntry(reading, subject, entry, "job-env");
}
