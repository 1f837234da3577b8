import type { Build, Fact, Reset } from "./fact.ts";

/**
 * Lays what one file says about a service, or of a project, over what those below it say, as Compose does: names by
 * name, secrets and volumes by where they
 * are mounted, commands and switches as a whole, the rest side by side.
 */
export function mergeFacts(lower: readonly Fact[], upper: readonly Fact[]): Fact[] {
  const resets = upper.filter((fact) => fact.kind === "reset");
  const below = resets.length > 0 ? lower.filter((fact) => !resets.some((reset) => covers(reset, fact))) : lower;
  const own = upper.filter((fact) => isLaid(fact) && !resets.some((reset) => !reset.keeps && covers(reset, fact)));
  const top = lastOfEach(own);
  const replaced = new Set(top.map(mergeKey));
  const build = below.find((fact) => fact.kind === "build");
  return [
    ...below.filter((fact) => !replaced.has(mergeKey(fact)) || mergeKey(fact) === undefined),
    ...top.map((fact) => (fact.kind === "build" && build ? builtTogether(build, fact) : fact)),
  ];
}

/** Joins and marks end where they are followed. */
function isLaid(fact: Fact): boolean {
  return fact.kind !== "join" && fact.kind !== "reset";
}

/** Of what one file says twice the last holds; a command is told in several facts, all of which hold. */
function lastOfEach(facts: readonly Fact[]): Fact[] {
  const last = new Map<string, Fact>();
  for (const fact of facts) if (fact.kind !== "command") last.set(mergeKey(fact) ?? "", fact);
  return facts.filter((fact) => {
    const name = mergeKey(fact);
    return fact.kind === "command" || name === undefined || last.get(name) === fact;
  });
}

/** What a later file replaces: facts of one slot are in for each other. None: they are side by side. */
function mergeKey(fact: Fact): string | undefined {
  const under = fact.under ?? "";
  if (hooks.has(under)) return;
  switch (fact.kind) {
    case "binding":
      return `${fact.sink} ${under} ${fact.name}`;
    case "grant":
      return `grant ${fact.during} ${fact.target ?? fact.env}`;
    case "mount":
      return `mount ${fact.path}`;
    case "command":
      return `command ${fact.when} ${under}`;
    case "setting":
      return fact.key === "profiles" ? undefined : `setting ${fact.key}`;
    case "build":
      return "build";
    case "secret":
      return `secret ${fact.name}`;
    case "text":
      return `text ${fact.sink} ${fact.name}`;
    default:
      return;
  }
}

const hooks: ReadonlySet<string> = new Set(["pre_start", "post_start", "pre_stop"]);

/** A build section in several files is one section. */
function builtTogether(lower: Build, upper: Build): Build {
  const { assumed, ...both } = { ...lower, ...upper };
  return upper.assumed ? { ...both, context: lower.context, ...(lower.assumed && { assumed: true }) } : both;
}

/** Whether a mark speaks of what this fact says. */
function covers({ path }: Pick<Reset, "path">, fact: Fact): boolean {
  const keys = keysOf(fact);
  return path.length <= keys.length && path.every((key, index) => key === keys[index]);
}

/** Where a fact is written, as the keys that lead to it. */
function keysOf(fact: Fact): string[] {
  const under = fact.under ?? "";
  if (fact.kind === "secret") return ["secrets", fact.name];
  if (fact.kind === "command" && fact.when === "health") return [under, "test"];
  if (fact.kind === "grant" && fact.during === "build") return [under, "secrets"];
  if (fact.kind !== "binding") return [under];
  if (fact.sink === "build-arg") return [under, "args", fact.name];
  return under === "deploy" || under === "build" ? [under, "labels", fact.name] : [under, fact.name];
}
