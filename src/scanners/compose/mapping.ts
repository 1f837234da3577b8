import type { Sink, Span, SubjectId, Value } from "../../facts/fact.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, gap, type Reading, tellOnce, template } from "./reading.ts";

/**
 * Reads what Compose lets people write as a map or as a list: `environment`, `labels`, `args`. A name without a value is taken
 * from the environment, or is empty for labels.
 */
export function readMapping(reading: Reading, subject: SubjectId, node: unknown, sink: Sink): void {
  const { yaml } = reading;
  for (const entry of yaml.entries(node)) fromEntry(reading, subject, entry, sink);
  for (const item of yaml.items(node)) {
    // `- NAME: value` is a slip that Compose refuses, and a literal all the same.
    if (yaml.shape(item) === "map") for (const entry of yaml.entries(item)) fromEntry(reading, subject, entry, sink);
    else fromItem(reading, subject, item, sink);
  }
  if (yaml.shape(node) === "broken") gap(reading, subject, yaml.span(node), ["binding"], "an alias without an anchor");
}

function fromEntry(reading: Reading, subject: SubjectId, entry: Entry, sink: Sink): void {
  tellOnce(reading, subject, entry.key, sink, () => tellEntry(reading, subject, entry, sink));
}

function tellEntry(reading: Reading, subject: SubjectId, entry: Entry, sink: Sink): void {
  const written: Span = entry.value ? reading.yaml.span(entry.value) : [entry.span[1], entry.span[1]];
  const value = valueOfEntry(reading, entry, written, sink);
  const about = base(reading, subject, entry.span);
  reading.facts.push({ kind: "binding", ...about, sink, name: entry.name, value, valueSpan: written });
}

function valueOfEntry(reading: Reading, entry: Entry, written: Span, sink: Sink): Value {
  const found = template(reading, entry.value);
  if (found) return partsOf(found);
  if (reading.yaml.shape(entry.value) === "null") return absent(entry.name, sink, reading.yaml.span(entry.key));
  return [{ is: "unknown", why: "not a text", span: written }];
}

function fromItem(reading: Reading, subject: SubjectId, item: unknown, sink: Sink): void {
  const found = template(reading, item);
  if (found) tellOnce(reading, subject, item, sink, () => tellItem(reading, subject, item, found, sink));
}

function tellItem(reading: Reading, subject: SubjectId, item: unknown, found: Template, sink: Sink): void {
  const { text } = found;
  const { nameEnd, valueStart } = cut(text);
  const name = nameOf(found, 0, nameEnd);
  const span: Span = [found.at(0), found.at(text.length)];
  const statement = reading.yaml.span(item);
  // Names are shown. What has blanks and no sign is no name, and may be anything.
  if (name === "" || (valueStart === undefined && /\s/.test(name))) {
    if (text !== "") gap(reading, subject, statement, ["binding"], "an entry without a name");
    return;
  }
  const value = valueStart === undefined ? absent(name, sink, span) : partsOf(found, valueStart);
  const valueSpan: Span = [found.at(valueStart ?? text.length), span[1]];
  const about = base(reading, subject, span, statement);
  reading.facts.push({ kind: "binding", ...about, sink, name, value, valueSpan });
}

/** `NAME=value`; `"NAME: value"` is the slip of who quoted an entry of a map. */
function cut(text: string): { nameEnd: number; valueStart?: number } {
  const equals = text.indexOf("=");
  const colon = /^[\w.-]+(?=:\s+\S)/.exec(text)?.[0].length;
  if (colon !== undefined && (equals < 0 || colon < equals)) {
    return { nameEnd: colon, valueStart: colon + 1 + text.slice(colon + 1).search(/\S/) };
  }
  return equals < 0 ? { nameEnd: text.length } : { nameEnd: equals, valueStart: equals + 1 };
}

function absent(name: string, sink: Sink, span: Span): Value {
  return sink.endsWith("label") ? [] : [{ is: "reference", to: { store: "env", name }, span }];
}
