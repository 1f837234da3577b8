import type { Node } from "yaml";
import type { Gap, Span, System } from "../../facts/fact.ts";
import type { Scanner } from "../scanner.ts";
import { readYaml, repeatedKeyLosses, yamlLosses } from "../text/yaml.ts";
import { readAzure } from "./azure.ts";
import { readCircle } from "./circleci.ts";
import { readGithub } from "./github.ts";
import { readGitlab } from "./gitlab.ts";
import { base, begin, type Reading } from "./reading.ts";
import { systemOf } from "./system.ts";

const readers: Readonly<Partial<Record<System, (reading: Reading, root: Node) => void>>> = {
  "GitHub Actions": readGithub,
  "GitLab CI": readGitlab,
  CircleCI: readCircle,
  "Azure Pipelines": readAzure,
};

const mostText = 2 * 1024 * 1024;

/** Reads the file of a system that runs jobs: what they bind, what they hand to builds, the steps they run. */
export const scanWorkflow: Scanner = ({ file, text }) => {
  const tooLarge = text.length > mostText;
  const system = systemOf(file, text);
  const reading = begin(file, system, readYaml(tooLarge ? "" : text), "job");
  const lost = (why: string, at: Span = [0, 0], about: Gap["about"] = ["binding", "command"]) =>
    reading.facts.push({ kind: "gap", ...base(reading, reading.whole, at), about, why });
  try {
    for (const root of reading.yaml.roots) readers[system]?.(reading, root);
  } catch {
    lost("too deeply nested to be read");
  }
  for (const { why, span } of yamlLosses(reading.yaml, tooLarge)) lost(why, span);
  // GitLab takes the last one: https://github.com/firecow/gitlab-ci-local/pull/1146
  if (system === "GitHub Actions")
    for (const { why, span } of repeatedKeyLosses(reading.yaml, system)) lost(why, span, []);
  return { facts: reading.facts, subjects: [...reading.subjects.values()], links: [] };
};
