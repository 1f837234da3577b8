import type { Part, Reference, Span, Value } from "./fact.ts";

/** Every literal of a value, fallbacks included, with whether it stands in a fallback. */
export function* literals(value: Value, inFallback = false): Generator<{ part: LiteralPart; inFallback: boolean }> {
  for (const part of value) {
    if (part.is === "literal") yield { part, inFallback };
    else if (part.is === "reference" && part.fallback) yield* literals(part.fallback, true);
  }
}

/** Every reference of a value, those inside fallbacks included. */
export function* references(value: Value): Generator<{ to: Reference; span: Span }> {
  for (const part of value) {
    if (part.is !== "reference") continue;
    yield { to: part.to, span: part.span };
    if (part.fallback) yield* references(part.fallback);
  }
}

export type LiteralPart = Extract<Part, { is: "literal" }>;

/** The value's only part, when that is a literal. */
export function soleLiteral(value: Value): LiteralPart | undefined {
  const [part, ...rest] = value;
  return part?.is === "literal" && rest.length === 0 ? part : undefined;
}

/** What may be shown of a value: literals masked, references by name, the rest as `…`. */
export function masked(value: Value): string {
  return joined(value)
    .map((part) => {
      if (part.is === "literal") return part.text.mask();
      if (part.is === "unknown") return "…";
      if (part.to.store === "file") return `$(cat ${part.to.name})`;
      return part.fallback ? `\${${part.to.name}:-${masked(part.fallback)}}` : `\${${part.to.name}}`;
    })
    .join("");
}

/** Literals that stand side by side, as the lines of a text do, made one. */
function joined(value: Value): Part[] {
  const parts: Part[] = [];
  for (const part of value) {
    const last = parts.at(-1);
    if (part.is !== "literal" || last?.is !== "literal") parts.push(part);
    else parts[parts.length - 1] = { ...last, text: last.text.join(part.text), span: [last.span[0], part.span[1]] };
  }
  return parts;
}
