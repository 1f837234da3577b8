import type { Span, Value } from "../../facts/index.ts";
import { showReference } from "../../facts/shown.ts";
import { without } from "../../facts/words.ts";
import type { Option } from "./options.ts";

/** `NAME=value` as an engine reads it. */
export interface Pair {
  name: string;
  /** Undefined where only the name is there. */
  value?: Value;
  valueSpan: Span;
}

/** Parts the value of an option at its first `=`. Undefined where its name is not written here. */
export function pairOf({ value, span }: Pick<Option, "value" | "span">): Pair | undefined {
  const [first, more] = value;
  if (first?.is !== "literal") return undefined;
  const read = first.text.open((text) => /^\s*([A-Za-z_][\w./-]*)(\s*=)?/.exec(text));
  const name = read?.[1];
  if (!read || name === undefined) return undefined;
  if (read[2] === undefined) {
    return !more && read[0].length === first.text.length ? { name, valueSpan: [span[1], span[1]] } : undefined;
  }
  const rest = without(value, read[0].length);
  const [part] = rest;
  return { name, value: rest, valueSpan: [part ? part.span[0] : span[1], span[1]] };
}

/**
 * A micro-format as `--secret` and `--mount` take it: `source=x,target=y,mode=0400`. What is no plain text is left out.
 */
export function fieldsOf(value: Value): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  let text = "";
  for (const part of value) {
    if (part.is === "literal") text += part.text.open((it) => it);
    else if (part.is === "reference" && part.to.store === "env") text += showReference(part, text);
    else return undefined;
  }
  for (const field of text.split(",")) {
    const [, key, said] = /^\s*"?([\w-]+)(?:=(.*?))?"?\s*$/s.exec(field) ?? [];
    if (key !== undefined) fields.set(key, said ?? "");
    else fields.set("", field.trim());
  }
  return fields.size > 0 ? fields : undefined;
}

/**
 * The text of a value that is a name or a path, with its variables; undefined where it holds what only a run can tell.
 */
export function plainName(value: Value): string | undefined {
  let text = "";
  for (const part of value) {
    if (part.is === "literal") text += part.text.open((it) => it);
    else if (part.is === "reference" && part.to.store !== "file") text += showReference(part, text);
    else return undefined;
  }
  return /^[\w@:./${}-]{1,200}$/.test(text) ? text : undefined;
}
