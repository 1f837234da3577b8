import type { Fact, Span, Value } from "../../facts/index.ts";
import { literals } from "../../facts/value.ts";
import { base, type Code } from "./code.ts";
import type { Node } from "./tree.ts";

interface Told {
  /** Where the texts of other facts begin: a fallback, a label, an argument and the like are reported by themselves. */
  others: readonly number[];
  /** Each text is told once. */
  starts: Set<number>;
}

const toldIn = new WeakMap<Code, Told>();

function toldBefore(code: Code): Told {
  const before = toldIn.get(code);
  if (before) return before;
  const others = code.facts.flatMap(valuesOf).flatMap((value) => [...literals(value)].map(({ part }) => part.span[0]));
  const told: Told = { others: others.sort((one, other) => one - other), starts: new Set() };
  toldIn.set(code, told);
  return told;
}

function valuesOf(fact: Fact): readonly Value[] {
  if (fact.kind === "binding") return [fact.value];
  return fact.kind === "command" ? fact.words.map(({ value }) => value) : [];
}

/** Adds a text of the program itself, unless another fact has it. */
export function tellText(code: Code, node: Node, name: string, value: Value, under: string): void {
  const span = spanOf(value);
  if (!span) return;
  const told = toldBefore(code);
  if (told.starts.has(span[0]) || holdsAny(told.others, span)) return;
  told.starts.add(span[0]);
  code.facts.push({
    kind: "binding",
    sink: "source",
    name,
    value,
    valueSpan: span,
    under,
    ...base(code, code.module, node),
  });
}

function spanOf(value: Value): Span | undefined {
  const [first, last] = [value[0], value.at(-1)];
  return first && last && [first.span[0], last.span[1]];
}

/** Whether one of the ascending offsets is in a span. */
function holdsAny(ascending: readonly number[], [start, end]: Span): boolean {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const next = ascending[low];
  return next !== undefined && next <= end;
}
