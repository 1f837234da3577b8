import type { Binding, Fact, Value } from "../../src/facts/index.ts";
import { scan } from "../../src/scanners/index.ts";

/** What is seen in a program. */
export async function factsOf(text: string, file = "src/a.ts"): Promise<readonly Fact[]> {
  return (await scan({ file, text }, false))?.sighting.facts ?? [];
}

/** `X source $(env X, text)` for each binding. */
export function bound(facts: readonly Fact[]): string[] {
  return facts
    .filter((fact): fact is Binding => fact.kind === "binding")
    .map(({ name, sink, value }) => `${name} ${sink} ${opened(value)}`);
}

/** `env X > log console.log` for each read. */
export function read(facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) =>
    fact.kind === "read" ? [`${fact.from} ${fact.name ?? "*"}${fact.to ? ` > ${fact.to.is} ${fact.to.by}` : ""}`] : [],
  );
}

function opened(value: Value): string {
  return value
    .map((part) => {
      if (part.is === "literal") return part.text.open((text) => text);
      if (part.is === "unknown") return "?";
      return `$(${part.to.store} ${part.to.name}${part.fallback ? `, ${opened(part.fallback)}` : ""})`;
    })
    .join("");
}
