import type { Binding, Reference, Sink, Span, SubjectId, Value } from "../../facts/fact.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, child, type Reading, template } from "./reading.ts";

/** Reads names and values in any of the forms systems let people write: a map, a list of maps, `- NAME=value`, `- {name: NAME, value: x}`. */
export function bindAll(reading: Reading, subject: SubjectId, node: unknown, sink: Sink): void {
  const { yaml } = reading;
  for (const entry of yaml.entries(node)) {
    // A condition of Azure has names and values below it.
    if (entry.name.startsWith("${{")) bindAll(reading, subject, entry.value, sink);
    else bindEntry(reading, subject, entry, sink);
  }
  for (const item of yaml.items(node)) {
    if (yaml.shape(item) === "text") bindItem(reading, subject, item, sink);
    else if (!bindNamed(reading, subject, item, sink)) bindAll(reading, subject, item, sink);
  }
}

/** Binds the value of an entry to its name. GitLab writes `NAME: {value: x, description: …}` too. */
export function bindEntry(reading: Reading, subject: SubjectId, entry: Entry, sink: Sink, name = entry.name): void {
  if (reading.told.has(entry.key)) return;
  reading.told.add(entry.key);
  const inner = reading.yaml.entries(entry.value).find((one) => one.name === "value");
  const value = inner?.value ?? entry.value;
  const found = template(reading, value);
  const written: Span = value ? reading.yaml.span(value) : [entry.span[1], entry.span[1]];
  if (!found && reading.yaml.shape(value) !== "null") return;
  bind(reading, subject, entry.span, { name, sink, value: found ? partsOf(found) : [], valueSpan: written });
}

/** Binds one line or word `NAME=value` of a text. Without a value the name is taken from the environment. */
export function bindPair(
  reading: Reading,
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
  bind(reading, subject, span, { name, sink, value, valueSpan: [text.at(valueStart), span[1]] }, statement);
}

/** The default of an input, a parameter or a variable: what stands in when nobody gives it a value. */
export function bindDefault(reading: Reading, subject: SubjectId, name: string, entry: Entry): void {
  const found = template(reading, entry.value);
  if (!found || reading.told.has(entry.key)) return;
  reading.told.add(entry.key);
  const written = reading.yaml.span(entry.value);
  const fallback = partsOf(found);
  const value: Value = [{ is: "reference", to: { store: "env", name }, span: written, fallback }];
  bind(reading, subject, entry.span, { name, sink: "job-env", value, valueSpan: written });
}

export function bind(
  reading: Reading,
  subject: SubjectId,
  span: Span,
  bound: Pick<Binding, "name" | "sink" | "value" | "valueSpan">,
  statement: Span = span,
): void {
  reading.facts.push({ kind: "binding", ...base(reading, subject, span, statement), ...bound });
  const telling = bound.value.length > 0 && bound.value.length < 8 && bound.value.every(({ is }) => is !== "unknown");
  if (bound.sink !== "job-env" || !telling) return;
  const known = reading.environment.get(subject) ?? new Map<string, Value>();
  reading.environment.set(subject, known.set(bound.name, bound.value));
}

function bindItem(reading: Reading, subject: SubjectId, item: unknown, sink: Sink): void {
  const found = template(reading, item);
  if (!found || reading.told.has(item)) return;
  reading.told.add(item);
  bindPair(reading, subject, found, [0, found.text.length], sink, reading.yaml.span(item));
}

/** `{name: NAME, value: x}`. */
function bindNamed(reading: Reading, subject: SubjectId, item: unknown, sink: Sink): boolean {
  const { yaml } = reading;
  const name = yaml.scalar(child(reading, item, "name"))?.text;
  const value = yaml.entries(item).find((entry) => entry.name === "value");
  if (name === undefined || !value) return false;
  bindEntry(reading, subject, { ...value, span: yaml.span(item) }, sink, name);
  return true;
}
