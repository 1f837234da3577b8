import type { Node } from "yaml";
import type { SubjectId } from "../../facts/fact.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault } from "./bind.ts";
import { child, part, type Reading, textOf } from "./reading.ts";
import { readScript } from "./script.ts";
import { walkMaps } from "./walk.ts";

/** Reads a configuration of CircleCI: jobs, commands and executors. */
export function readCircle(reading: Reading, root: Node): void {
  for (const section of ["jobs", "commands", "executors", "parameters"]) {
    const value = child(reading, root, section);
    if (section === "parameters") readParameters(reading, reading.whole, value);
    else for (const job of reading.yaml.entries(value)) readJob(reading, job);
  }
}

function readJob(reading: Reading, job: Entry): void {
  const { yaml } = reading;
  const id = part(reading, job.name, yaml.span(job.key));
  readParameters(reading, id, child(reading, job.value, "parameters"));
  // The first image runs the steps, the others beside it.
  yaml.items(child(reading, job.value, "docker")).forEach((image, index) => {
    const name = `${job.name}/${textOf(reading, image, "name") || textOf(reading, image, "image")}`;
    const subject = index === 0 ? id : part(reading, name, yaml.span(image), { brief: true });
    bindAll(reading, subject, child(reading, image, "environment"), "job-env");
    bindAll(reading, subject, child(reading, image, "auth"), "job-env");
  });
  walkMaps(reading, job.value, (entries) => {
    for (const { name, value } of entries) {
      if (name === "environment") bindAll(reading, id, value, "job-env");
      else if (name === "run") readScript(reading, id, [yaml.shape(value) === "text" ? value : undefined]);
      else if (name === "command") readScript(reading, id, [value], shellAmong(reading, entries));
    }
  });
}

function shellAmong(reading: Reading, entries: readonly Entry[]): string {
  return reading.yaml.scalar(entries.find(({ name }) => name === "shell")?.value)?.text ?? "";
}

function readParameters(reading: Reading, subject: SubjectId, parameters: unknown): void {
  for (const { name, value } of reading.yaml.entries(parameters)) {
    const written = reading.yaml.entries(value).find((entry) => entry.name === "default");
    if (written) bindDefault(reading, subject, name, written);
  }
}
