import type { Grant, Secret, SubjectId } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";
import { fileOfSubject, kinFiles } from "./receivers.ts";

/** What the projects of a compose file, or a file that may be used together with it, say of a secret; what projects end up with first. */
export function definitionsOf(secret: string, subject: SubjectId, world: World): readonly Secret[] {
  const joined = world.projectsOf(subject).flatMap(({ secrets }) => secrets.get(secret) ?? []);
  const kin = [...kinFiles(subject, world)]
    .flatMap((file) => world.about(`project:${file}`, "secret"))
    .filter(({ name }) => name === secret);
  return [...new Set([...joined, ...kin])];
}

/** Every grant in a compose file, and in those that may be used together with it. */
export function grantsAround(subject: SubjectId, world: World): readonly Grant[] {
  const kin = kinFiles(subject, world);
  return world.all("grant").filter((grant) => kin.has(fileOfSubject(grant.subject)));
}

/** Whether a compose file needs networks that no file defines which Compose joins with it. */
function isPart(project: SubjectId, world: World): boolean {
  const foreign = world.about(project, "setting").some(({ key }) => key === "network");
  return foreign && world.projectsOf(project).every(({ files }) => files.length === 1);
}

/** Whether all of a compose file, and of those that may be used together with it, could be read. */
export function wholeProject(subject: SubjectId, world: World): boolean {
  return [...kinFiles(subject, world)].every((file) => {
    const project: SubjectId = `project:${file}`;
    // It is made to be used with others, and which they are is not known.
    if (isPart(project, world)) return false;
    const services = world.users(project, "project").map(({ id }) => id);
    return [project, ...services].every((id) => world.complete(id, "grant") && world.complete(id, "secret"));
  });
}
