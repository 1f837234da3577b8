import type { Fact, Span, Subject, SubjectId, System, TextPlace, Value } from "../../facts/index.ts";
import { showTitle } from "../../facts/shown.ts";
import type { Template } from "../text/interpolation.ts";
import type { Yaml } from "../text/yaml.ts";
import { templateOf } from "./templates.ts";

/** One file of a system while it is read. */
export interface SystemScan {
  file: string;
  system: System;
  yaml: Yaml;
  /** The file as a whole. */
  whole: SubjectId;
  facts: Fact[];
  subjects: Map<SubjectId, Subject>;
  /** What is set for the steps of a subject. */
  environment: Map<SubjectId, Map<string, Value>>;
  /** Nodes that were told: an anchor's literals are told once, however many jobs use them. */
  told: Set<unknown>;
}

/** Begins to read a file. `kind` is what its parts are. */
export function begin(file: string, system: System, yaml: Yaml, kind: "job" | "target" | "container"): SystemScan {
  const whole: SubjectId = `${kind}:${file}`;
  const scan: SystemScan = {
    file,
    system,
    yaml,
    whole,
    facts: [],
    subjects: new Map(),
    environment: new Map(),
    told: new Set(),
  };
  addSubject(scan, whole, file, firstKey(yaml));
  return scan;
}

/** A job, a target, a container of the file. */
export function part(scan: SystemScan, title: string, span: Span, more: Pick<Subject, "ephemeral"> = {}): SubjectId {
  const name = showTitle(title);
  const id: SubjectId = `${scan.whole}#${name}`;
  addSubject(scan, id, name, span, more);
  return id;
}

function addSubject(
  scan: SystemScan,
  id: SubjectId,
  name: string,
  span: Span,
  more: Pick<Subject, "ephemeral"> = {},
): void {
  if (scan.subjects.has(id)) return;
  const place = { in: "text", file: scan.file, span, statement: span } as const;
  scan.subjects.set(id, { id, name, ships: false, place, system: scan.system, ...more });
}

/** What every fact of one place shares. Order grows with the place in the file. */
export function base(
  { file }: Pick<SystemScan, "file">,
  subject: SubjectId,
  span: Span,
  statement: Span = span,
): { subject: SubjectId; place: TextPlace; seen: "declared"; order: number } {
  return { subject, place: { in: "text", file, span, statement }, seen: "declared", order: span[0] };
}

/** A scalar with what the system fills in; nothing for null and for collections. */
export function template(scan: SystemScan, node: unknown): Template | undefined {
  const written = scan.yaml.scalar(node);
  return written && templateOf(scan.system, written);
}

/** The value of an entry of a map. */
export function child(scan: SystemScan, node: unknown, name: string): unknown {
  return scan.yaml.entries(node).find((entry) => entry.name === name)?.value;
}

/** The text of an entry of a map, for what is no secret: a name, a path. */
export function textOf(scan: SystemScan, node: unknown, name: string): string {
  return scan.yaml.scalar(child(scan, node, name))?.text ?? "";
}

function firstKey(yaml: Yaml): Span {
  for (const root of yaml.roots) {
    const [first] = yaml.entries(root);
    if (first) return yaml.span(first.key);
  }
  return [0, 0];
}
