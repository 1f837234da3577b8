import type { Binding, Command, SubjectId, Value } from "../../facts/index.ts";
import { showReferred } from "../../facts/shown.ts";
import type { World } from "../../facts/world.ts";
import { aboutService } from "./receivers.ts";
import { startLine } from "./start.ts";

/** Whether a command of the subject, a health check for instance, uses the variable by name. */
export function usedInCommand(subject: SubjectId, variable: string, world: World): boolean {
  return aboutService(subject, "command", world).some((command) => uses(command, [variable]));
}

type Use = Command | Binding;

/**
 * The first command of the service itself that uses a variable, or the variable that this one takes its value from, and
 * by which name; of several, a health check.
 */
export function useOf(subject: SubjectId, variable: string, world: World): { use: Use; name: string } | undefined {
  const line = startLine(subject, world);
  const values = line.flatMap((id) =>
    world.about(id, "binding").filter(({ name, sink }) => name === variable && sink !== "process-env"),
  );
  const names = [variable, ...values.flatMap(({ value }) => [...namesIn(value)])];
  const all = line.flatMap((id): Use[] => [
    ...world.about(id, "command").filter(({ when }) => when !== "build"),
    ...world.about(id, "binding").filter(({ sink, under }) => sink === "process-env" && under !== undefined),
  ]);
  const found = all.filter((use) => uses(use, names));
  const use = found.find(isHealthCheck) ?? found[0];
  const name = names.find((one) => use && uses(use, [one]));
  return use && name !== undefined ? { use, name } : undefined;
}

/** What runs there, in the words of the file. */
export function placeOf(use: Use): string {
  if (isHealthCheck(use)) return "health check";
  return use.under?.includes("_") ? "hook" : "command";
}

function isHealthCheck(use: Use): boolean {
  return use.under === "healthcheck" || (use.kind === "command" && use.when === "health");
}

function uses(use: Use, names: readonly string[]): boolean {
  const values = use.kind === "command" ? use.words.map(({ value }) => value) : [use.value];
  return values.some((value) => [...namesIn(value)].some((name) => names.includes(name.replace(/^\$/, ""))));
}

/** The variables that a value refers to. What follows a dollar in a secret is none. */
function* namesIn(value: Value): Generator<string> {
  for (const [at, part] of value.entries()) {
    if (part.is !== "reference") continue;
    const name = showReferred(part, value[at - 1]?.is === "literal");
    if (name !== undefined) yield name;
    if (part.fallback) yield* namesIn(part.fallback);
  }
}
