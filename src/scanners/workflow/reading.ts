import type { Fact, Span, Subject, SubjectId, System, TextPlace, Value } from "../../facts/fact.ts";
import { showTitle } from "../../facts/shown.ts";
import type { Template } from "../text/interpolation.ts";
import type { Yaml } from "../text/yaml.ts";
import { templateOf } from "./templates.ts";

/** One file of a system while it is read. */
export interface Reading {
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
export function begin(file: string, system: System, yaml: Yaml, kind: "job" | "target" | "container"): Reading {
  const whole: SubjectId = `${kind}:${file}`;
  const reading: Reading = {
    file,
    system,
    yaml,
    whole,
    facts: [],
    subjects: new Map(),
    environment: new Map(),
    told: new Set(),
  };
  addSubject(reading, whole, file, firstKey(yaml));
  return reading;
}

/** A job, a target, a container of the file. */
export function part(reading: Reading, title: string, span: Span, more: Pick<Subject, "brief"> = {}): SubjectId {
  const name = showTitle(title);
  const id: SubjectId = `${reading.whole}#${name}`;
  addSubject(reading, id, name, span, more);
  return id;
}

function addSubject(
  reading: Reading,
  id: SubjectId,
  name: string,
  span: Span,
  more: Pick<Subject, "brief"> = {},
): void {
  if (reading.subjects.has(id)) return;
  const place = { in: "text", file: reading.file, span, statement: span } as const;
  reading.subjects.set(id, { id, name, ships: false, place, system: reading.system, ...more });
}

/** What every fact of one place shares. Order grows with the place in the file. */
export function base(
  { file }: Pick<Reading, "file">,
  subject: SubjectId,
  span: Span,
  statement: Span = span,
): { subject: SubjectId; place: TextPlace; seen: "declared"; order: number } {
  return { subject, place: { in: "text", file, span, statement }, seen: "declared", order: span[0] };
}

/** A scalar with what the system fills in; nothing for null and for collections. */
export function template(reading: Reading, node: unknown): Template | undefined {
  const written = reading.yaml.scalar(node);
  return written && templateOf(reading.system, written);
}

/** The value of an entry of a map. */
export function child(reading: Reading, node: unknown, name: string): unknown {
  return reading.yaml.entries(node).find((entry) => entry.name === name)?.value;
}

/** The text of an entry of a map, for what is no secret: a name, a path. */
export function textOf(reading: Reading, node: unknown, name: string): string {
  return reading.yaml.scalar(child(reading, node, name))?.text ?? "";
}

function firstKey(yaml: Yaml): Span {
  for (const root of yaml.roots) {
    const [first] = yaml.entries(root);
    if (first) return yaml.span(first.key);
  }
  return [0, 0];
}
