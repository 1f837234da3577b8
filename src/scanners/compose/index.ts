import type { GapCode, Span, SubjectId } from "../../facts/index.ts";
import { type Shown, say } from "../../facts/shown.ts";
import type { Scanner } from "../scanner.ts";
import { isTemplateName } from "../text/template-name.ts";
import { readYaml, type Yaml, yamlLosses } from "../text/yaml.ts";
import { firstKey, readProject } from "./project.ts";
import { refusals } from "./refusals.ts";
import { type ComposeScan, everyKind, gap } from "./scan.ts";

export { isComposeName, looksLikeCompose } from "./looks-like.ts";

const mostText = 2 * 1024 * 1024;
const mostLines = 100_000;

/** Reads a compose file: its services, what they are granted, bound and started with. */
export const scanCompose: Scanner = ({ file, text }) => {
  const tooLarge = isTooLarge(text);
  const scan = begin(file, readYaml(tooLarge ? "" : text));
  const lost = (code: GapCode, why: Shown, span: Span = [0, 0]) => gap(scan, scan.project, span, everyKind, code, why);
  try {
    readProject(scan);
  } catch {
    lost("too-large", say("too deeply nested to be read"));
  }
  for (const { code, why, span } of yamlLosses(scan.yaml, tooLarge)) lost(code, why, span);
  if (!isTemplateName(file))
    for (const { code, why, span } of refusals(scan.yaml, text)) gap(scan, scan.project, span, [], code, why);
  const { facts, subjects, links, open, shared } = scan;
  return { facts, subjects: [...subjects.values()], links: [...links.values()], open, shared };
};

function begin(file: string, yaml: Yaml): ComposeScan {
  const project: SubjectId = `project:${file}`;
  const span = firstKey(yaml);
  const place = { in: "text", file, span, statement: span } as const;
  const subjects: ComposeScan["subjects"] = new Map([[project, { id: project, name: file, ships: false, place }]]);
  return { file, yaml, project, facts: [], subjects, links: new Map(), open: [], told: new Map(), shared: [] };
}

function isTooLarge(text: string): boolean {
  if (text.length > mostText) return true;
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) if (++lines > mostLines) return true;
  return false;
}
