import type { Binding, Reference, Sink, Span, SubjectId, Value } from "../../facts/index.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, child, type SystemScan, template } from "./scan.ts";

/**
 * Reads names and values in any of the forms systems let people write: a map, a list of maps, `- NAME=value`, `- {name:
 * NAME, value: x}`.
 */
export function bindAll(scan: SystemScan, subject: SubjectId, node: unknown, sink: Sink): void {
  const { yaml } = scan;
  for (const entry of yaml.entries(node)) {
    // A condition of Azure has names and values below it.
    if (entry.name.startsWith("${{")) bindAll(scan, subject, entry.value, sink);
    else bindEntry(scan, subject, entry, sink);
  }
  for (const item of yaml.items(node)) {
    if (yaml.shape(item) === "text") bindItem(scan, subject, item, sink);
    else if (!bindNamed(scan, subject, item, sink)) bindAll(scan, subject, item, sink);
  }
}

/** Binds the value of an entry to its name. GitLab writes `NAME: {value: x, description: …}` too. */
export function bindEntry(scan: SystemScan, subject: SubjectId, entry: Entry, sink: Sink, name = entry.name): void {
  if (scan.told.has(entry.key)) return;
  scan.told.add(entry.key);
  const inner = scan.yaml.entries(entry.value).find((one) => one.name === "value");
  const value = inner?.value ?? entry.value;
  const found = template(scan, value);
  const written: Span = value ? scan.yaml.span(value) : [entry.span[1], entry.span[1]];
  if (!found && scan.yaml.shape(value) !== "null") return;
  bind(scan, subject, entry.span, { name, sink, value: found ? partsOf(found) : [], valueSpan: written });
}

/** Binds one line or word `NAME=value` of a text. Without a value the name is taken from the environment. */
export function bindPair(
  scan: SystemScan,
  subject: SubjectId,
  text: Template,
  [from, to]: Span,
  sink: Sink,
  statement: Span,
): void {
  const equals = text.text.slice(from, to).indexOf("=");
  const nameEnd = equals < 0 ? to : from + equals;
  const name = nameOf(text, from, nameEnd);
  if (!/^[\w.{}…-]+$/.test(name)) return;
  const valueStart = equals < 0 ? to : nameEnd + 1;
  const span: Span = [text.at(from), text.at(to)];
  const environment: Reference = { store: "env", name };
  const value: Value = equals < 0 ? [{ is: "reference", to: environment, span }] : partsOf(text, valueStart, to);
  bind(scan, subject, span, { name, sink, value, valueSpan: [text.at(valueStart), span[1]] }, statement);
}

/** The default of an input, a parameter or a variable: what is in when nobody gives it a value. */
export function bindDefault(scan: SystemScan, subject: SubjectId, name: string, entry: Entry): void {
  const found = template(scan, entry.value);
  if (!found || scan.told.has(entry.key)) return;
  scan.told.add(entry.key);
  const written = scan.yaml.span(entry.value);
  const fallback = partsOf(found);
  const value: Value = [{ is: "reference", to: { store: "env", name }, span: written, fallback }];
  bind(scan, subject, entry.span, { name, sink: "job-env", value, valueSpan: written });
}

export function bind(
  scan: SystemScan,
  subject: SubjectId,
  span: Span,
  bound: Pick<Binding, "name" | "sink" | "value" | "valueSpan">,
  statement: Span = span,
): void {
  scan.facts.push({ kind: "binding", ...base(scan, subject, span, statement), ...bound });
  const telling = bound.value.length > 0 && bound.value.length < 8 && bound.value.every(({ is }) => is !== "unknown");
  if (bound.sink !== "job-env" || !telling) return;
  const known = scan.environment.get(subject) ?? new Map<string, Value>();
  scan.environment.set(subject, known.set(bound.name, bound.value));
}

function bindItem(scan: SystemScan, subject: SubjectId, item: unknown, sink: Sink): void {
  const found = template(scan, item);
  if (!found || scan.told.has(item)) return;
  scan.told.add(item);
  bindPair(scan, subject, found, [0, found.text.length], sink, scan.yaml.span(item));
}

/** `{name: NAME, value: x}`. */
function bindNamed(scan: SystemScan, subject: SubjectId, item: unknown, sink: Sink): boolean {
  const { yaml } = scan;
  const name = yaml.scalar(child(scan, item, "name"))?.text;
  const value = yaml.entries(item).find((entry) => entry.name === "value");
  if (name === undefined || !value) return false;
  bindEntry(scan, subject, { ...value, span: yaml.span(item) }, sink, name);
  return true;
}
