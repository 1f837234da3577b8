import type { Binding, Command } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { secretContents } from "../../programs/secret-contents.ts";
import { isLive } from "../containers.ts";
import { commandLine, syntaxOf } from "../conventions/remedy.ts";
import { systemRemedy } from "../conventions/system-remedy.ts";
import type { Severity } from "../rule.ts";
import { readInService, readInStep } from "./read-from-file.ts";
import { companions } from "./removal.ts";

/** Whether a RUN, a start or health command, or a script says it. */
export function whenOf(fact: Command | Binding, world: World): Command["when"] {
  if (fact.kind === "command") return fact.when;
  const { place } = fact;
  if (place.in === "text") return companions(fact, world)[0]?.when ?? "step";
  // What an engine reports is no script: somebody started it so, or built it.
  return /^\/History\//.test(place.pointer) ? "build" : /\/Healthcheck\//.test(place.pointer) ? "health" : "start";
}

/** Who can read the arguments of a command. Completes "…: ". */
export function visibleTo(fact: Command | Binding, world: World): string {
  if (isLive(fact)) return "`docker top` and every process list on the host show it";
  switch (whenOf(fact, world)) {
    case "build":
      return world.ships(fact.subject) ? "anyone who can pull the image can read it in the history" : inBuildOnly;
    case "start":
    case "health":
      if (fact.subject.startsWith("stage:"))
        return world.ships(fact.subject) ? "anyone who can pull the image can read it" : inBuildOnly;
      return whenOf(fact, world) === "health"
        ? "anyone who can run `docker inspect` can read it"
        : "anyone who can run `docker inspect` or `docker top` can read it";
    case "step":
      return "anyone who can read this file can read it";
  }
}

const inBuildOnly = "the build cache and this file contain it";

/** What reaches nobody but the builder, or the readers of a script, weighs less. */
export function lesser(fact: Command | Binding, world: World): { severity?: Severity } {
  const when = whenOf(fact, world);
  const less = when === "step" || (when === "build" && !world.ships(fact.subject));
  return less ? { severity: "medium" } : {};
}

/**
 * What to write instead: the command that reads the secret from a file, and how the file gets there. Without a usage
 * the program is told nothing.
 */
export function remedy(
  fact: Command | Binding,
  world: World,
  secret: string,
  usage?: string,
): { instead: string; paste: string } {
  const own = systemRemedy(secret.toUpperCase(), fact.subject, world);
  if (own) return own;
  const contents = secretContents[secret];
  const holds = contents === undefined || usage === undefined ? "" : `; the file holds ${contents}`;
  const read = usage?.replaceAll("{file}", `/run/secrets/${secret}`);
  switch (whenOf(fact, world)) {
    case "build":
      return {
        instead: `mount it for the command that needs it${holds}`,
        paste: `RUN --mount=type=secret,id=${secret} ${read ?? "…"}`,
      };
    case "start":
    case "health": {
      const { line, needs } = granted(fact, read, world);
      const grant = fact.subject.startsWith("service:") ? "service" : "container";
      return {
        instead: `grant ${secret} to the ${grant}; read it from /run/secrets/${secret}${needs}${holds}`,
        paste: [...(line === undefined ? [] : [line]), ...grantLines(fact, secret, world)].join("\n"),
      };
    }
    case "step": {
      const { instead, paste } = readInStep(fact, secret, usage);
      return { instead: `${instead}${paste.includes(secret) && !paste.startsWith("LoadC") ? holds : ""}`, paste };
    }
  }
}

/** The command that reads the file, as it is written there. */
function granted(fact: Command | Binding, read: string | undefined, world: World): { line?: string; needs: string } {
  if (read === undefined) return { needs: "" };
  const inCompose = fact.place.in === "text" && fact.subject.startsWith("service:");
  return inCompose && syntaxOf(fact.subject, world) === "compose"
    ? readInService(fact, read)
    : { line: read, needs: "" };
}

function grantLines(fact: Command | Binding, secret: string, world: World): string[] {
  const syntax = syntaxOf(fact.subject, world);
  if (syntax === "service-update")
    return [`docker service update ${commandLine(secret, syntax)} ${world.subject(fact.subject)?.name}`];
  return fact.subject.startsWith("service:") ? [`secrets: [${secret}]`] : [];
}
