import type { Sighting } from "../facts/fact.ts";
import type { Source } from "./scanner.ts";

/** Which scanner reads a file, and what it says. `undefined`: not a file for us. */
export function scan(_source: Source, _given: boolean): { kind: string; sighting: Sighting } | undefined {
  return undefined;
}
