import type { Binding, Command } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { isLive } from "../containers.ts";
import { commandLine, syntaxOf } from "../conventions/remedy.ts";
import { systemRemedy } from "../conventions/system-remedy.ts";
import type { Severity } from "../rule.ts";
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
  const read = (usage ?? "…").replaceAll("{file}", `/run/secrets/${secret}`);
  switch (whenOf(fact, world)) {
    case "build":
      return {
        instead: "mount it for the command that needs it",
        paste: `RUN --mount=type=secret,id=${secret} ${read}`,
      };
    case "start":
    case "health": {
      const syntax = syntaxOf(fact.subject, world);
      const name = world.subject(fact.subject)?.name;
      if (syntax === "service-update") {
        const update = `docker service update ${commandLine(secret, syntax)} ${name}`;
        const lines = [...(usage === undefined ? [] : [read]), update];
        return {
          instead: `grant ${secret} to the service; read it from /run/secrets/${secret}`,
          paste: lines.join("\n"),
        };
      }
      const service = fact.subject.startsWith("service:");
      const grant = service ? `grant ${secret} to the service` : `grant ${secret} to the container`;
      const lines = [...(usage === undefined ? [] : [read]), ...(service ? [`secrets: [${secret}]`] : [])];
      return { instead: `${grant}; read it from /run/secrets/${secret}`, paste: lines.join("\n") };
    }
    case "step":
      return { instead: "read it from a file that only its owner can read", paste: read };
  }
}
