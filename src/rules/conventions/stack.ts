import type { SubjectId } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { fileOfSubject } from "./receivers.ts";

/** What only a swarm makes of a service's `deploy`; `resources`, `replicas` and `restart_policy` Compose knows too. */
const ofSwarm: ReadonlySet<string> = new Set([
  "placement",
  "update_config",
  "rollback_config",
  "endpoint_mode",
  "mode",
]);
const ofEither: ReadonlySet<string> = new Set(["replicas", "restart_policy", "labels"]);

/**
 * Whether a swarm runs this compose file: by its name, by what its services ask for, because its secrets are in the
 * engine, or because the config says so.
 */
export function isStack(subject: SubjectId, world: World): boolean {
  return (
    isNamedStack(subject) ||
    isSaidToBe(subject, world) ||
    has(subject, world, ofSwarm) ||
    hasOutsideSecret(subject, world)
  );
}

/** Whether a swarm may run it: then nobody can say that Compose ignores something. */
export function maybeStack(subject: SubjectId, world: World): boolean {
  return isStack(subject, world) || liesAmongStacks(subject) || has(subject, world, ofEither);
}

/** The file's own name, or that of its folder; in a folder about swarms may be what Compose starts for tests. */
function isNamedStack(subject: SubjectId): boolean {
  return /(?:^|[/._-])(?:stacks?|swarm)(?:[._-][^/]*|\/[^/]*)?$/i.test(fileOfSubject(subject));
}

function liesAmongStacks(subject: SubjectId): boolean {
  return /(?:^|[/._-])(?:stacks?|swarm)(?:[/._-]|$)/i.test(fileOfSubject(subject));
}

function isSaidToBe(subject: SubjectId, world: World): boolean {
  return world.about(`project:${fileOfSubject(subject)}`, "setting").some(({ key }) => key === "swarm");
}

function has(subject: SubjectId, world: World, keys: ReadonlySet<string>): boolean {
  const file = fileOfSubject(subject);
  return world
    .users(`project:${file}`, "project")
    .some(({ id }) =>
      world
        .about(id, "setting")
        .some(
          ({ key, value }) =>
            key === "deploy" && value.some((part) => part.is === "literal" && part.text.among(keys) !== undefined),
        ),
    );
}

function hasOutsideSecret(subject: SubjectId, world: World): boolean {
  return world.about(`project:${fileOfSubject(subject)}`, "secret").some(({ from }) => from === "outside");
}
