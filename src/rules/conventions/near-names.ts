import type { SubjectId } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { type ImageKnowledge, listedVariables, variableOf } from "../../images/index.ts";

/**
 * The file variable that was meant by one with a word too many, as `POSTGRES_DB_PASSWORD_FILE`: only where the image is
 * set nothing else for it, so
 * that the wrong name leaves it without. The secret that it points at may tell better, by its own name, which one was
 * meant.
 */
export function meantFileVariable(
  name: string,
  path: string,
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
  const free = listedVariables(family).flatMap((variable) => {
    const how = variableOf(knowledge, variable);
    if (how?.reads !== "file-variable") return [];
    return isBound([variable, how.fileVariable], subject, world) ? [] : [{ variable, right: how.fileVariable }];
  });
  const near = free.find(({ right }) => hasOneWordMore(name, right));
  const secret = path.replace(/^.*\//, "").toUpperCase();
  return near && (free.find(({ variable }) => variable === secret) ?? near).right;
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
