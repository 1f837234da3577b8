import { valueCheck } from "../detection/value-check.ts";
import type { Fact, Span, Value } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import { type LiteralPart, literals } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import type { Finding } from "../findings/finding.ts";

/**
 * Reports a finding sixteen bits of the value it is about; nothing where no value is written there, or where it cannot
 * be told from what is around it.
 */
export function valueChecks(world: World): (finding: Finding) => string | undefined {
  const files = new Map<string, LiteralPart[]>();
  for (const kind of ["binding", "command", "text", "copy"] as const) {
    for (const fact of world.all(kind)) {
      if (fact.place.in !== "text") continue;
      const list = files.get(fact.place.file) ?? [];
      files.set(fact.place.file, list);
      for (const value of valuesOf(fact)) for (const { part } of literals(value)) list.push(part);
    }
  }
  for (const list of files.values()) list.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  return ({ at }) => {
    const value = at.in === "text" ? written(files.get(at.file) ?? [], at.span) : undefined;
    return value && valueCheck(value);
  };
}

function valuesOf(fact: Fact): Value[] {
  if (fact.kind === "binding" || fact.kind === "text") return [fact.value];
  if (fact.kind === "command") return fact.words.map(({ value }) => value);
  return fact.kind === "copy" ? fact.sources.map(({ value }) => value) : [];
}

/** What is written in a span, of literals in the order of their places. */
function written(parts: readonly LiteralPart[], [from, to]: Span): Sealed | undefined {
  let value: Sealed | undefined;
  let end = from;
  for (let at = firstReaching(parts, from); at < parts.length; at++) {
    const part = parts[at];
    if (!part || part.span[0] >= to) break;
    // An anchor that is used twice is told twice.
    if (part.span[1] <= end) continue;
    const piece = cut(part, from, to);
    if (!piece) return undefined;
    value = value ? value.join(piece) : piece;
    end = part.span[1];
  }
  return value;
}

/** A part of a literal; none, where quotes or escapes hide which part it is. */
function cut({ text, span }: LiteralPart, from: number, to: number): Sealed | undefined {
  const [start, end] = span;
  if (from <= start && end <= to) return text;
  if (text.length !== end - start) return undefined;
  return text.slice(Math.max(0, from - start), Math.min(end, to) - start);
}

/** Literals do not overlap but for equal ones: the first that ends after an offset. */
function firstReaching(parts: readonly LiteralPart[], offset: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
