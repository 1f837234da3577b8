import type { Grant, Secret, SubjectId } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";
import { fileOfSubject, kinFiles } from "./receivers.ts";

/** What a compose file, or one that may be used together with it, says of a secret; the file's own word first. */
export function definitionsOf(secret: string, subject: SubjectId, world: World): readonly Secret[] {
  return [...kinFiles(fileOfSubject(subject), world)]
    .flatMap((file) => world.about(`project:${file}`, "secret"))
    .filter(({ name }) => name === secret);
}

/** Every grant in a compose file, and in those that may be used together with it. */
export function grantsAround(subject: SubjectId, world: World): readonly Grant[] {
  const kin = kinFiles(fileOfSubject(subject), world);
  return world.all("grant").filter((grant) => kin.has(fileOfSubject(grant.subject)));
}

/** Whether all of a compose file, and of those that may be used together with it, could be read. */
export function wholeProject(subject: SubjectId, world: World): boolean {
  return [...kinFiles(fileOfSubject(subject), world)].every((file) => {
    const project: SubjectId = `project:${file}`;
    const services = world.users(project, "project").map(({ id }) => id);
    return [project, ...services].every((id) => world.complete(id, "grant") && world.complete(id, "secret"));
  });
}
