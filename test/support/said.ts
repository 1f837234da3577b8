import type { Fact, Sighting, Value } from "../../src/facts/index.ts";

/** A value in a line: `‹›` is a literal, `${}` a reference, `?` unknown. */
function shown(value: Value): string {
  return value
    .map((part) => {
      if (part.is === "literal") return `‹${part.text.open((text) => text)}›`;
      if (part.is === "unknown") return "?";
      const name = part.to.store === "env" ? part.to.name : `${part.to.store}:${part.to.name}`;
      return `\${${name}${part.fallback ? `:-${shown(part.fallback)}` : ""}}`;
    })
    .join("");
}

/** What a sighting binds and runs, a line for each, with the part of the file it is about. */
export function said({ facts, subjects }: Sighting): string[] {
  const names = new Map(subjects.map(({ id, name, ephemeral }) => [id, ephemeral ? `(${name})` : name]));
  return facts.flatMap((fact) => {
    const told = line(fact);
    return told === undefined ? [] : [`${names.get(fact.subject)}: ${told}`];
  });
}

function line(fact: Fact): string | undefined {
  switch (fact.kind) {
    case "binding":
      return `${fact.sink} ${fact.name}=${shown(fact.value)}`;
    case "command":
      return `${fact.when} ${fact.words.map(({ value }) => shown(value)).join(" ")}`;
    case "gap":
      return `gap ${fact.why}`;
    default:
      return undefined;
  }
}
