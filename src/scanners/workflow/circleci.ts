import type { Node } from "yaml";
import type { SubjectId } from "../../facts/index.ts";
import type { Entry } from "../text/yaml.ts";
import { bindAll, bindDefault } from "./bind.ts";
import { child, part, type SystemScan, textOf } from "./scan.ts";
import { readScript } from "./script.ts";
import { walkMaps } from "./walk.ts";

/** Reads a configuration of CircleCI: jobs, commands and executors. */
export function readCircle(scan: SystemScan, root: Node): void {
  for (const section of ["jobs", "commands", "executors", "parameters"]) {
    const value = child(scan, root, section);
    if (section === "parameters") readParameters(scan, scan.whole, value);
    else for (const job of scan.yaml.entries(value)) readJob(scan, job);
  }
}

function readJob(scan: SystemScan, job: Entry): void {
  const { yaml } = scan;
  const id = part(scan, job.name, yaml.span(job.key));
  readParameters(scan, id, child(scan, job.value, "parameters"));
  // The first image runs the steps, the others beside it.
  yaml.items(child(scan, job.value, "docker")).forEach((image, index) => {
    const name = `${job.name}/${textOf(scan, image, "name") || textOf(scan, image, "image")}`;
    const subject = index === 0 ? id : part(scan, name, yaml.span(image), { ephemeral: true });
    bindAll(scan, subject, child(scan, image, "environment"), "job-env");
    bindAll(scan, subject, child(scan, image, "auth"), "job-env");
  });
  walkMaps(scan, job.value, (entries) => {
    for (const { name, value } of entries) {
      if (name === "environment") bindAll(scan, id, value, "job-env");
      else if (name === "run") readScript(scan, id, [yaml.shape(value) === "text" ? value : undefined]);
      else if (name === "command") readScript(scan, id, [value], shellAmong(scan, entries));
    }
  });
}

function shellAmong(scan: SystemScan, entries: readonly Entry[]): string {
  return scan.yaml.scalar(entries.find(({ name }) => name === "shell")?.value)?.text ?? "";
}

function readParameters(scan: SystemScan, subject: SubjectId, parameters: unknown): void {
  for (const { name, value } of scan.yaml.entries(parameters)) {
    const written = scan.yaml.entries(value).find((entry) => entry.name === "default");
    if (written) bindDefault(scan, subject, name, written);
  }
}
