import { groupBy } from "../../facts/group-by.ts";
import type { Grant, Secret, SubjectId } from "../../facts/index.ts";
import { once, oncePer } from "../../facts/once.ts";
import type { World } from "../../facts/world.ts";
import { fileOfSubject, type KinGroup, kinGroups } from "./receivers.ts";

/**
 * The definition of a secret that a compose file ends up with: that of its project, or else that of a file that may be
 * used together with it. It stops
 * at the first, because a large project asks for each grant.
 */
export function definitionOf(secret: string, subject: SubjectId, world: World): Secret | undefined {
  for (const { secrets } of world.projectsOf(subject)) {
    const joined = secrets.get(secret);
    if (joined) return joined;
  }
  for (const group of kinGroups(subject, world)) {
    const [near] = tableOf(group, world).definitions.get(secret) ?? [];
    if (near) return near;
  }
  return undefined;
}

/** Every grant of a secret in a compose file, and in those that may be used together with it. */
export function grantsAround(secret: string, subject: SubjectId, world: World): readonly Grant[] {
  return [...new Set(kinGroups(subject, world).flatMap((group) => tableOf(group, world).grants.get(secret) ?? []))];
}

/** Whether `grantsAround` finds any. */
export function isGranted(secret: string, subject: SubjectId, world: World): boolean {
  return kinGroups(subject, world).some((group) => tableOf(group, world).grants.has(secret));
}

/** Whether a compose file, or one that may be used together with it, grants a secret that none of them defines. */
export function grantsUndefined(subject: SubjectId, world: World): boolean {
  return kinGroups(subject, world).some((group) => tableOf(group, world).grantsUndefined());
}

/** Whether all of a compose file, and of those that may be used together with it, could be read. */
export function wholeProject(subject: SubjectId, world: World): boolean {
  return kinGroups(subject, world).every((group) => tableOf(group, world).whole());
}

/** What a group of files says about secrets, by their names. */
interface Table {
  definitions: ReadonlyMap<string, readonly Secret[]>;
  grants: ReadonlyMap<string, readonly Grant[]>;
  grantsUndefined(): boolean;
  whole(): boolean;
}

const tables = new WeakMap<KinGroup, Table>();
const grantsByFile = oncePer((world: World) => groupBy(world.all("grant"), ({ subject }) => fileOfSubject(subject)));

function tableOf(group: KinGroup, world: World): Table {
  const known = tables.get(group);
  if (known) return known;
  const files = [...group.files];
  const grants = files.flatMap((file) => grantsByFile(world).get(file) ?? []);
  const definitions = files.flatMap((file) => world.about(`project:${file}`, "secret"));
  const table: Table = {
    definitions: groupBy(definitions, ({ name }) => name),
    grants: groupBy(grants, ({ secret }) => secret),
    grantsUndefined: once(() =>
      grants.some(({ secret, subject }) => definitionOf(secret, subject, world) === undefined),
    ),
    whole: once(() => files.every((file) => isWhole(file, world))),
  };
  tables.set(group, table);
  return table;
}

function isWhole(file: string, world: World): boolean {
  const project: SubjectId = `project:${file}`;
  // It is made to be used with others, and which they are is not known.
  if (isPart(project, world)) return false;
  const services = world.users(project, "project").map(({ id }) => id);
  return [project, ...services].every((id) => world.complete(id, "grant") && world.complete(id, "secret"));
}

/** Whether a compose file needs networks that no file defines which Compose joins with it. */
function isPart(project: SubjectId, world: World): boolean {
  const foreign = world.about(project, "setting").some(({ key }) => key === "network");
  return foreign && world.projectsOf(project).every(({ files }) => files.length === 1);
}
