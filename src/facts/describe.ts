import type { Fact, Value } from "./fact.ts";
import { masked, type Shown, say, show, showName, showVariable } from "./shown.ts";

/** What every fact has: where it is, and about whom. */
const common: ReadonlySet<string> = new Set(["kind", "subject", "place", "seen", "order", "valueSpan"]);

/** A fact in one line, with its values masked. */
export function describeFact(fact: Fact): Shown {
  if (fact.kind === "binding") {
    const { name, value, sink } = fact;
    return show`binding: ${showVariable(name, value)} = ${masked(value)}, in ${say(sink)}`;
  }
  const parts = Object.entries(fact).flatMap(([key, value]): Shown[] => {
    const shown = common.has(key) ? undefined : shownField(value);
    return shown === undefined ? [] : [show`${showName(key)} ${shown}`];
  });
  return show`${say(fact.kind)}: ${joined(parts, say(", "))}`;
}

function shownField(value: unknown): Shown | undefined {
  if (typeof value === "string") return showName(value);
  if (typeof value === "number" || typeof value === "boolean") return showName(String(value));
  if (Array.isArray(value)) {
    if (value.some(isPart)) return masked(value as Value);
    return joined(
      value.flatMap((one: unknown) => shownField(one) ?? []),
      say(" "),
    );
  }
  // A word of a command, and what has one.
  if (typeof value !== "object" || value === null) return undefined;
  if ("value" in value) return shownField(value.value);
  return "target" in value ? shownField(value.target) : undefined;
}

function isPart(value: unknown): boolean {
  return typeof value === "object" && value !== null && "is" in value;
}

function joined(parts: readonly Shown[], between: Shown): Shown {
  const [first, ...rest] = parts;
  return first === undefined ? say("") : rest.reduce((all, one) => show`${all}${between}${one}`, first);
}
