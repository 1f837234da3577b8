import type { Sink, Span, SubjectId, Value } from "../../facts/index.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, type ComposeScan, gap, tellOnce, template } from "./scan.ts";

/**
 * Reads what Compose lets people write as a map or as a list: `environment`, `labels`, `args`. A name without a value
 * is taken
 * from the environment, or is empty for labels.
 */
export function readMapping(scan: ComposeScan, subject: SubjectId, node: unknown, sink: Sink): void {
  const { yaml } = scan;
  for (const entry of yaml.entries(node)) fromEntry(scan, subject, entry, sink);
  for (const item of yaml.items(node)) {
    // `- NAME: value` is a slip that Compose refuses, and a literal all the same.
    if (yaml.shape(item) === "map") for (const entry of yaml.entries(item)) fromEntry(scan, subject, entry, sink);
    else fromItem(scan, subject, item, sink);
  }
  if (yaml.shape(node) === "broken")
    gap(scan, subject, yaml.span(node), ["binding"], "malformed", "an alias without an anchor");
}

function fromEntry(scan: ComposeScan, subject: SubjectId, entry: Entry, sink: Sink): void {
  tellOnce(scan, subject, entry.key, sink, () => tellEntry(scan, subject, entry, sink));
}

function tellEntry(scan: ComposeScan, subject: SubjectId, entry: Entry, sink: Sink): void {
  const written: Span = entry.value ? scan.yaml.span(entry.value) : [entry.span[1], entry.span[1]];
  const value = valueOfEntry(scan, entry, written, sink);
  const about = base(scan, subject, entry.span);
  scan.facts.push({ kind: "binding", ...about, sink, name: entry.name, value, valueSpan: written });
}

function valueOfEntry(scan: ComposeScan, entry: Entry, written: Span, sink: Sink): Value {
  const found = template(scan, entry.value);
  if (found) return partsOf(found);
  if (scan.yaml.shape(entry.value) === "null") return absent(entry.name, sink, scan.yaml.span(entry.key));
  return [{ is: "unknown", why: "not a text", span: written }];
}

function fromItem(scan: ComposeScan, subject: SubjectId, item: unknown, sink: Sink): void {
  const found = template(scan, item);
  if (found) tellOnce(scan, subject, item, sink, () => tellItem(scan, subject, item, found, sink));
}

function tellItem(scan: ComposeScan, subject: SubjectId, item: unknown, found: Template, sink: Sink): void {
  const { text } = found;
  const { nameEnd, valueStart } = cut(text);
  const name = nameOf(found, 0, nameEnd);
  const span: Span = [found.at(0), found.at(text.length)];
  const statement = scan.yaml.span(item);
  // Names are shown. What has blanks and no sign is no name, and may be anything.
  if (name === "" || (valueStart === undefined && /\s/.test(name))) {
    if (text !== "") gap(scan, subject, statement, ["binding"], "malformed", "an entry without a name");
    return;
  }
  const value = valueStart === undefined ? absent(name, sink, span) : partsOf(found, valueStart);
  const valueSpan: Span = [found.at(valueStart ?? text.length), span[1]];
  const about = base(scan, subject, span, statement);
  scan.facts.push({ kind: "binding", ...about, sink, name, value, valueSpan });
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
