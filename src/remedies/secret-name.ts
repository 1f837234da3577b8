import type { Sealed } from "../facts/sealed.ts";
import type { NamedSecret, PlanContext } from "./context.ts";

const mostNames = 100;

/**
 * A name for a secret that no other value of the project has: the wanted one, one with the service in front, or one
 * with a number. A value that is
 * in a secret file already shares it.
 */
export function nameSecret(
  wanted: string,
  service: string,
  value: Sealed,
  file: string,
  context: PlanContext,
): NamedSecret | undefined {
  const { names } = context;
  const defined = context.definedIn(file);
  for (const name of candidates(wanted, service)) {
    const { file: path, source } = context.secretFile(file, name);
    const before = names.get(path);
    if (before?.equals(value)) return { name, file: path, source, write: true, define: !defined.has(name) };
    if (before || defined.has(name)) continue;
    const occupant = context.occupant(path);
    if (occupant === "other" || (occupant && !occupant.equals(value))) continue;
    names.set(path, value);
    return { name, file: path, source, write: occupant === undefined, define: true };
  }
  return undefined;
}

function* candidates(wanted: string, service: string): Generator<string> {
  yield wanted;
  const own = service.toLowerCase().replace(/[^a-z\d]+/g, "_");
  if (!wanted.startsWith(`${own}_`)) yield `${own}_${wanted}`;
  for (let number = 2; number < mostNames; number++) yield `${wanted}_${number}`;
}
