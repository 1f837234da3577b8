import type { SubjectId } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";
import { type ImageKnowledge, listedVariables, variableOf } from "../../images/index.ts";

/**
 * The file variable that was meant by one with a word too many, as `POSTGRES_DB_PASSWORD_FILE`: only where the image is set nothing else for it, so
 * that the wrong name leaves it without.
 */
export function meantFileVariable(
  name: string,
  subject: SubjectId,
  knowledge: ImageKnowledge,
  world: World,
): string | undefined {
  const { family } = knowledge;
  if (!subject.startsWith("service:") || family.scope !== "list" || !world.complete(subject, "binding"))
    return undefined;
  const mayRunScripts = world
    .lineage(subject, "build-section", "built-from")
    .some((id) => world.about(id, "mount").length + world.about(id, "copy").length > 0 && hasScripts(id, world));
  if (mayRunScripts) return undefined;
  for (const variable of listedVariables(family)) {
    const how = variableOf(knowledge, variable);
    if (how?.reads !== "file-variable" || !how.secret) continue;
    if (!hasOneWordMore(name, how.fileVariable) || isBound([variable, how.fileVariable], subject, world)) continue;
    return how.fileVariable;
  }
  return undefined;
}

/** Scripts that the image runs at its first start may read whatever they like. */
function hasScripts(subject: SubjectId, world: World): boolean {
  return (
    world.about(subject, "copy").length > 0 ||
    world.about(subject, "mount").some(({ path }) => /initdb|entrypoint|\.sh$|\.d$/.test(path))
  );
}

function hasOneWordMore(name: string, right: string): boolean {
  const words = name.split("_");
  const wanted = right.split("_");
  return words.length === wanted.length + 1 && words.some((_, at) => words.toSpliced(at, 1).join("_") === right);
}

function isBound(names: readonly string[], subject: SubjectId, world: World): boolean {
  return world.lineage(subject).some((id) => world.about(id, "binding").some(({ name }) => names.includes(name)));
}
