import type { Part, Reference, Value } from "./fact.ts";
import type { Span } from "./subject.ts";

/** Every literal of a value, fallbacks included, with whether it is in a fallback. */
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
