import type { Binding, FactKind, FactOf, SubjectId } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";

/** Who gets a variable into its environment: the service or the stage that binds it, or the services that an env file is handed to. */
export function receivers(binding: Binding, world: World): readonly SubjectId[] {
  if (binding.sink === "container-env" || binding.sink === "image-env") return [binding.subject];
  if (binding.sink !== "env-file") return [];
  return world.users(binding.subject, "env-file").map(({ id }) => id);
}

/** The compose file that a service, or a project, stands in. */
export function fileOfSubject(subject: SubjectId): string {
  const [, file = ""] = /^[a-z-]+:([^#]*)/.exec(subject) ?? [];
  return file;
}

/** Compose files that are often used together with this one: those of its folder, of the folders above it and below it. */
export function kinFiles(file: string, world: World): ReadonlySet<string> {
  const folder = folderOf(file);
  const kin = new Set([file]);
  for (const project of projects(world)) {
    const other = folderOf(project);
    if (folder.startsWith(other) || other.startsWith(folder)) kin.add(project);
  }
  return kin;
}

/** The facts of a kind about a service, and about the services of its name in files that may be used together with its own. */
export function aboutService<Kind extends FactKind>(subject: SubjectId, kind: Kind, world: World): FactOf<Kind>[] {
  const file = fileOfSubject(subject);
  const name = subject.slice(subject.indexOf("#"));
  return [...kinFiles(file, world)].flatMap((one) => world.about(`service:${one}${name}`, kind));
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
