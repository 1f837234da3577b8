import type { SubjectId } from "../../facts/fact.ts";
import { references } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { aboutService } from "./receivers.ts";

/** Whether a command of the subject, a health check for instance, uses the variable by name. */
export function usedInCommand(subject: SubjectId, variable: string, world: World): boolean {
  return aboutService(subject, "command", world).some(({ words }) =>
    words.some(({ value }) => [...references(value)].some(({ to }) => to.name.replace(/^\$/, "") === variable)),
  );
}
