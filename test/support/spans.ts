import type { Fact, Span, Value } from "../../src/facts/index.ts";
import { literals } from "../../src/facts/value.ts";

/** Where facts say that something is written. */
export function* spans(facts: readonly Fact[]): Generator<Span> {
  for (const fact of facts) {
    if (fact.place.in === "text") yield* [fact.place.span, fact.place.statement];
    if (fact.kind === "binding") yield* [fact.valueSpan, ...inValue(fact.value)];
    if (fact.kind === "command") for (const word of fact.words) yield* [word.span, ...inValue(word.value)];
  }
}

function* inValue(value: Value): Generator<Span> {
  for (const part of value) yield part.span;
  for (const { part } of literals(value)) yield part.span;
}
