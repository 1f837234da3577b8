import type { Binding, Command, Grant, SubjectId, Value } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { secretName } from "../bindings.ts";
import { escapes } from "../commands/escapes.ts";
import type { BuildLack, Move } from "../move.ts";

/** The move of a build argument to a secret that is mounted for the commands that use it. */
export function buildMount(binding: Binding, related: number, world: World): Move | undefined {
  if (binding.place.in !== "text" || !binding.subject.startsWith("stage:")) return undefined;
  const argument = binding.name;
  const id = secretName(argument);
  const stages = world
    .subjectsIn(binding.place.file)
    .flatMap(({ id: stage }) => (stage.startsWith("stage:") ? [stage] : []));
  const declared = stages.flatMap((stage) =>
    world.about(stage, "binding").filter(({ sink, name }) => sink === "build-arg" && name === argument),
  );
  const found = related > 0 ? "passed" : usersOf(argument, declared, stages, world);
  if (typeof found === "string") return { move: "build-mount", argument, id, binding, lacks: found };
  for (const command of found) {
    if (escapes(mounted(command, id, argument), world).length > 0)
      return { move: "build-mount", argument, id, binding, lacks: "escapes" };
  }
  return { move: "build-mount", argument, id, binding, declared, commands: found };
}

/** A command of each RUN that needs the argument: those that name it, or the only one there is. */
function usersOf(
  argument: string,
  declared: readonly Binding[],
  stages: readonly SubjectId[],
  world: World,
): readonly Command[] | BuildLack {
  const names = (value: Value) => [...references(value)].some(({ to }) => to.name === argument);
  const found: Command[] = [];
  for (const stage of stages) {
    const [first] = declared.filter(({ subject }) => subject === stage);
    const bindings = world.about(stage, "binding");
    if (bindings.some(({ sink, value }) => (sink === "image-env" || sink === "image-label") && names(value)))
      return "promoted";
    if (!first || stage.endsWith("#global")) continue;
    if (!world.complete(stage, "command")) return "unread";
    const runs = world.about(stage, "command").filter(({ when, order }) => when === "build" && order > first.order);
    const using = runs.filter(({ words }) => words.some(({ value }) => names(value)));
    const statements = new Map((using.length > 0 ? using : runs).map((one) => [statementOf(one), one]));
    if (using.length === 0 && statements.size !== 1) return statements.size === 0 ? "unused" : "which";
    found.push(...statements.values());
  }
  return found.length > 0 ? found : "unused";
}

function statementOf({ place }: Command): number {
  return place.in === "text" ? place.statement[0] : 0;
}

/** The grant that the command would have. */
function mounted({ subject, place, order }: Command, secret: string, env: string): Grant {
  return { kind: "grant", subject, place, seen: "declared", order, secret, during: "build", env };
}
