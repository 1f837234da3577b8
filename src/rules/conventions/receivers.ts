import type { Binding, Fact, FactKind, FactOf, SubjectId } from "../../facts/index.ts";
import { oncePer } from "../../facts/once.ts";
import type { World } from "../../facts/world.ts";

/**
 * Who gets a variable into its environment: the service or the stage that binds it, or the services that an env file is
 * passed to. Nobody, where a file that
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
  return world.servicesOf(fact.subject).length > 0 && world.effectiveServices(fact).length === 0;
}

/** The compose file that a service, or a project, is in. */
export function fileOfSubject(subject: SubjectId): string {
  const [, file = ""] = /^[a-z-]+:([^#]*)/.exec(subject) ?? [];
  return file;
}

/**
 * Compose files that may be used together with this one: those that Compose joins with it, and, because anybody may
 * name several with `-f`, those of its
 * folder, of the folders above it and below it. In groups that many files share, each built once.
 */
export function kinGroups(subject: SubjectId, world: World): readonly KinGroup[] {
  const file = fileOfSubject(subject);
  const projects = world.projectsOf(subject).map(({ id, files }) => groupOf(world, id, () => files.map(fileOfSubject)));
  const folder = folderOf(file);
  const near = groupOf(world, `folder:${folder}`, () => [...new Set(filesAround(folder, world))]);
  return near.files.has(file) ? [...projects, near] : [...projects, near, groupOf(world, `file:${file}`, () => [file])];
}

/** Compose files that may be used together. The identity is what other tables are kept by. */
export interface KinGroup {
  files: ReadonlySet<string>;
}

/** All files of the groups of a subject. */
function kinFiles(subject: SubjectId, world: World): ReadonlySet<string> {
  const [first, ...others] = kinGroups(subject, world);
  if (first && others.length === 0) return first.files;
  return new Set([first, ...others].flatMap((group) => [...(group?.files ?? [])]));
}

/**
 * The facts of a kind about a service: those that hold where projects end up with it, those of the file itself, and
 * those about the services of its name
 * in files that may be used together with its own.
 */
export function aboutService<Kind extends FactKind>(subject: SubjectId, kind: Kind, world: World): FactOf<Kind>[] {
  const name = subject.slice(subject.indexOf("#"));
  const joined = world.servicesOf(subject).flatMap((service) => service.facts(kind));
  const kin = [...kinFiles(subject, world)].flatMap((one) => world.about(`service:${one}${name}`, kind));
  return [...new Set([...joined, ...world.about(subject, kind), ...kin])];
}

const groups = oncePer((_: World) => new Map<string, KinGroup>());

function groupOf(world: World, name: string, files: () => readonly string[]): KinGroup {
  const known = groups(world);
  const group = known.get(name) ?? { files: new Set(files()) };
  known.set(name, group);
  return group;
}

interface Folders {
  /** The compose files of each folder, and those of it and all folders below it. */
  in: Map<string, string[]>;
  below: Map<string, string[]>;
}

const folders = oncePer(foldersOf);

function filesAround(folder: string, world: World): readonly string[] {
  const known = folders(world);
  return [...foldersAbove(folder).flatMap((one) => known.in.get(one) ?? []), ...(known.below.get(folder) ?? [])];
}

function foldersOf(world: World): Folders {
  const found: Folders = { in: new Map(), below: new Map() };
  const add = (map: Map<string, string[]>, folder: string, file: string) => {
    const list = map.get(folder);
    if (list) list.push(file);
    else map.set(folder, [file]);
  };
  for (const { id, place } of world.subjects()) {
    if (!id.startsWith("project:")) continue;
    const folder = folderOf(place.file);
    add(found.in, folder, place.file);
    for (const above of [...foldersAbove(folder), folder]) add(found.below, above, place.file);
  }
  return found;
}

/** The folders that a folder is in, the root first, without itself. */
function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  if (folder !== "") above.push("");
  for (let end = folder.indexOf("/"); end >= 0 && end + 1 < folder.length; end = folder.indexOf("/", end + 1))
    above.push(folder.slice(0, end + 1));
  return above;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}
