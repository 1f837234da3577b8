import type { Sink, Span, SubjectId, Value } from "../../facts/fact.ts";
import { nameOf, partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, firstTime, gap, type Reading, template } from "./reading.ts";

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
  if (!firstTime(reading, entry.key, sink)) return;
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
  if (!found || !firstTime(reading, item, sink)) return;
  const { text } = found;
  const equals = text.indexOf("=");
  const nameEnd = equals < 0 ? text.length : equals;
  const name = nameOf(found, 0, nameEnd);
  if (name === "") return;
  const span: Span = [found.at(0), found.at(text.length)];
  const value = equals < 0 ? absent(name, sink, span) : partsOf(found, equals + 1);
  const valueSpan: Span = equals < 0 ? [span[1], span[1]] : [found.at(equals + 1), span[1]];
  const about = base(reading, subject, span, reading.yaml.span(item));
  reading.facts.push({ kind: "binding", ...about, sink, name, value, valueSpan });
}

function absent(name: string, sink: Sink, span: Span): Value {
  return sink.endsWith("label") ? [] : [{ is: "reference", to: { store: "env", name }, span }];
}
