import type { Span, SubjectId } from "../../facts/fact.ts";
import type { Scanner } from "../scanner.ts";
import { isTemplateName } from "../text/template-name.ts";
import { readYaml, type Yaml, yamlLosses } from "../text/yaml.ts";
import { firstKey, readProject } from "./project.ts";
import { everyKind, gap, type Reading } from "./reading.ts";
import { refusals } from "./refusals.ts";

export { isComposeName, looksLikeCompose } from "./looks-like.ts";

const mostText = 2 * 1024 * 1024;
const mostLines = 100_000;

/** Reads a compose file: its services, what they are granted, bound and started with. */
export const scanCompose: Scanner = ({ file, text }) => {
  const tooLarge = isTooLarge(text);
  const reading = begin(file, readYaml(tooLarge ? "" : text));
  const lost = (why: string, span: Span = [0, 0]) => gap(reading, reading.project, span, everyKind, why);
  try {
    readProject(reading);
  } catch {
    lost("too deeply nested to be read");
  }
  for (const { why, span } of yamlLosses(reading.yaml, tooLarge)) lost(why, span);
  if (!isTemplateName(file))
    for (const { why, span } of refusals(reading.yaml, text)) gap(reading, reading.project, span, [], why);
  const { facts, subjects, links, open, shared } = reading;
  return { facts, subjects: [...subjects.values()], links: [...links.values()], open, shared };
};

function begin(file: string, yaml: Yaml): Reading {
  const project: SubjectId = `project:${file}`;
  const span = firstKey(yaml);
  const place = { in: "text", file, span, statement: span } as const;
  const subjects: Reading["subjects"] = new Map([[project, { id: project, name: file, ships: false, place }]]);
  return { file, yaml, project, facts: [], subjects, links: new Map(), open: [], told: new Map(), shared: [] };
}

function isTooLarge(text: string): boolean {
  if (text.length > mostText) return true;
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) if (++lines > mostLines) return true;
  return false;
}
