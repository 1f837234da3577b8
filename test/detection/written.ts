import type { Part, Value } from "../../src/facts/index.ts";
import { Sealed } from "../../src/facts/sealed.ts";

/**
 * A value as a scanner would give it: `${X}` and `${X:-fallback}` are references, the rest is literal, written as it is
 * read.
 */
export function written(text: string, at = 0): Value {
  const parts: Part[] = [];
  let from = 0;
  while (from < text.length) {
    const open = text.indexOf("${", from);
    const end = open < 0 ? text.length : open;
    if (end > from) parts.push({ is: "literal", text: new Sealed(text.slice(from, end)), span: [at + from, at + end] });
    if (open < 0) break;
    const close = closing(text, open + 2);
    parts.push(reference(text.slice(open + 2, close), at + open));
    from = close + 1;
  }
  return parts;
}

function reference(body: string, at: number): Part {
  const [name = "", ...rest] = body.split(":-");
  const to = { store: "env", name } as const;
  const span = [at, at + body.length + 3] as const;
  if (rest.length === 0) return { is: "reference", to, span };
  return { is: "reference", to, span, fallback: written(rest.join(":-"), at + 2 + name.length + 2) };
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("${", at)) depth++;
    if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}
