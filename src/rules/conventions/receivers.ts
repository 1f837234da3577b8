import type { Binding, Fact, FactKind, FactOf, SubjectId } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";

/**
 * Who gets a variable into its environment: the service or the stage that binds it, or the services that an env file is handed to. Nobody, where a file that
 * is laid over sets it otherwise.
 */
export function receivers(binding: Binding, world: World): readonly SubjectId[] {
  if (isTakenAway(binding, world)) return [];
  if (binding.sink === "container-env" || binding.sink === "image-env") return [binding.subject];
  if (binding.sink !== "env-file") return [];
  return world.users(binding.subject, "env-file").map(({ id }) => id);
}

/** Whether no project ends up with what a compose file says. */
export function isTakenAway(fact: Fact, world: World): boolean {
  return world.servicesOf(fact.subject).length > 0 && world.arrivals(fact).length === 0;
}

/** The compose file that a service, or a project, stands in. */
export function fileOfSubject(subject: SubjectId): string {
  const [, file = ""] = /^[a-z-]+:([^#]*)/.exec(subject) ?? [];
  return file;
}

/**
 * Compose files that may be used together with this one: those that Compose joins with it, and, because anybody may name several with `-f`, those of its
 * folder, of the folders above it and below it.
 */
export function kinFiles(subject: SubjectId, world: World): ReadonlySet<string> {
  const file = fileOfSubject(subject);
  const folder = folderOf(file);
  const kin = new Set([file]);
  for (const project of world.projectsOf(subject)) for (const id of project.files) kin.add(fileOfSubject(id));
  for (const project of projects(world)) {
    const other = folderOf(project);
    if (folder.startsWith(other) || other.startsWith(folder)) kin.add(project);
  }
  return kin;
}

/**
 * The facts of a kind about a service: those that hold where projects end up with it, those of the file itself, and those about the services of its name
 * in files that may be used together with its own.
 */
export function aboutService<Kind extends FactKind>(subject: SubjectId, kind: Kind, world: World): FactOf<Kind>[] {
  const name = subject.slice(subject.indexOf("#"));
  const joined = world.servicesOf(subject).flatMap((service) => service.facts(kind));
  const kin = [...kinFiles(subject, world)].flatMap((one) => world.about(`service:${one}${name}`, kind));
  return [...new Set([...joined, ...world.about(subject, kind), ...kin])];
}

const known = new WeakMap<World, readonly string[]>();

function projects(world: World): readonly string[] {
  const before = known.get(world);
  if (before) return before;
  const files = [...world.subjects()].flatMap(({ id, place }) => (id.startsWith("project:") ? [place.file] : []));
  known.set(world, files);
  return files;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}
