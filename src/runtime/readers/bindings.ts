import type { Binding, Sink } from "../../facts/index.ts";
import { type About, literal, seenAt, step } from "./about.ts";
import { object, strings, text } from "./json.ts";

/**
 * `NAME=value` entries, as `Env` of images, containers and services has them; those that are `known` were read
 * elsewhere.
 */
export function readEnv(
  about: About,
  sink: Sink,
  entries: unknown,
  pointer: string,
  known: Known = nothing,
): Binding[] {
  return strings(entries).flatMap((entry, index) => {
    const equals = entry.indexOf("=");
    if (equals < 1 || known.env.has(entry)) return [];
    return [binding(about, sink, entry.slice(0, equals), entry.slice(equals + 1), `${pointer}/${index}`, index)];
  });
}

/** Labels and options: an object of texts. */
export function readLabels(
  about: About,
  sink: Sink,
  labels: unknown,
  pointer: string,
  known: Known = nothing,
): Binding[] {
  return Object.entries(object(labels)).flatMap(([name, value], index) => {
    const written = text(value);
    if (written === undefined || known.labels.has(`${name}=${written}`)) return [];
    return [binding(about, sink, name, written, `${pointer}/${step(name)}`, index)];
  });
}

/** What the image or the service says already: one secret is one finding, where it was written. */
export interface Known {
  env: ReadonlySet<string>;
  labels: ReadonlySet<string>;
  /** Commands and health checks, each as the JSON of its words. */
  commands: ReadonlySet<string>;
}

export const nothing: Known = { env: new Set(), labels: new Set(), commands: new Set() };

function binding(about: About, sink: Sink, name: string, value: string, pointer: string, order: number): Binding {
  return {
    kind: "binding",
    ...seenAt(about, pointer, order),
    sink,
    name,
    value: literal(value),
    valueSpan: [0, value.length],
  };
}
