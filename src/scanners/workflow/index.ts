import type { Node } from "yaml";
import type { Gap, GapCode, Span, System } from "../../facts/index.ts";
import { type Shown, say } from "../../facts/shown.ts";
import type { Scanner } from "../scanner.ts";
import { readYaml, repeatedKeyLosses, yamlLosses } from "../text/yaml.ts";
import { readAzure } from "./azure.ts";
import { readCircle } from "./circleci.ts";
import { readGithub } from "./github.ts";
import { readGitlab } from "./gitlab.ts";
import { base, begin, type SystemScan } from "./scan.ts";
import { systemOf } from "./system.ts";

const readers: Readonly<Partial<Record<System, (scan: SystemScan, root: Node) => void>>> = {
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
  const scan = begin(file, system, readYaml(tooLarge ? "" : text), "job");
  const lost = (code: GapCode, why: Shown, at: Span = [0, 0], about: Gap["about"] = ["binding", "command"]) =>
    scan.facts.push({ kind: "gap", ...base(scan, scan.whole, at), about, code, why });
  try {
    for (const root of scan.yaml.roots) readers[system]?.(scan, root);
  } catch {
    lost("too-large", say("too deeply nested to be read"));
  }
  for (const { code, why, span } of yamlLosses(scan.yaml, tooLarge)) lost(code, why, span);
  // GitLab takes the last one: https://github.com/firecow/gitlab-ci-local/pull/1146
  if (system === "GitHub Actions")
    for (const { code, why, span } of repeatedKeyLosses(scan.yaml, say(system))) lost(code, why, span, []);
  return { facts: scan.facts, subjects: [...scan.subjects.values()], links: [] };
};
