import { complete } from "./complete.ts";
import type { Family } from "./family.ts";
import { packed } from "./packed.ts";

let unpacked: readonly Family[] | undefined;

/** Every family of the catalogue, sorted by name. Unpacked at the first call: most runs name no image. */
export function catalogue(): readonly Family[] {
  unpacked ??= (JSON.parse(packed()) as Record<string, unknown>[]).map(complete);
  return unpacked;
}
