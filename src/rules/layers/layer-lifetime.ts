import { reaches, removes } from "../../detection/path-pattern.ts";
import { writtenPath } from "../../detection/paths.ts";
import type { Command, Copy, SubjectId } from "../../facts/index.ts";
import { oncePer } from "../../facts/once.ts";
import type { World } from "../../facts/world.ts";
import { does } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";
import { sameStatement } from "../commands/removal.ts";
import type { Severity } from "../rule.ts";
import type { CopiedSecret } from "./copied-secrets.ts";

/**
 * The command of a later layer, in the stage or one built from it, that removes the file: it is hidden then, and still
 * there.
 */
export function removedLater(
  made: Pick<Command | Copy, "subject" | "order" | "place" | "kind">,
  targets: readonly string[],
  world: World,
): Command | undefined {
  for (const stage of [made.subject, ...world.users(made.subject, "built-from").map(({ id }) => id)]) {
    for (const command of world.about(stage, "command")) {
      if (command.when !== "build" || (stage === made.subject && command.order <= made.order)) continue;
      if (sameStatement(command, made as Command | Copy)) continue;
      const removed = removedBy(command);
      if (removed.some((path) => targets.some((target) => removes(path, target)))) return command;
    }
  }
  return undefined;
}

function removedBy({ words }: Command): string[] {
  const { word, args } = programOf(words);
  if (!does(programName(word), "removes-files")) return [];
  return args.flatMap(({ value }) => {
    const path = writtenPath(value);
    return path && !path.text.startsWith("-") ? path.text : [];
  });
}

const copiesFromStages = oncePer((world: World) => world.all("copy").filter(({ from }) => from.is === "stage"));

/** The copy that takes the file, or a folder that holds it, out of a stage that stays after into one that ships. */
export function carriedOn({ copy, targets }: CopiedSecret, world: World): Copy | undefined {
  return copiesFromStages(world).find(({ from, sources, subject }) => {
    if (from.is !== "stage" || !builtOn(copy.subject, from.subject, world) || !world.ships(subject)) return false;
    return sources.some(({ value }) => {
      const source = writtenPath(value);
      return source !== undefined && targets.some((target) => target.startsWith("/") && reaches(source.text, target));
    });
  });
}

function builtOn(base: SubjectId, stage: SubjectId, world: World): boolean {
  return world.lineage(stage, "built-from").includes(base);
}

/** How much a copied file weighs by its name and by what a look inside told; `undefined`: not at all. */
export function weightOf({ kind, file, by }: CopiedSecret): Severity | undefined {
  const named = by !== "context";
  switch (file?.holds) {
    case "secret":
      return "high";
    case "no-secret":
      return named && kind.sure === "sure" ? "low" : undefined;
    case "unknown":
      if (kind.sure === "by-content") return undefined;
      if (kind.mixed) return "low";
      return kind.sure === "sure" ? "high" : "medium";
    case undefined:
      if (kind.sure === "by-content") return undefined;
      return kind.sure === "sure" ? "high" : "medium";
  }
}
