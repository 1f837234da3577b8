import type { Sealed } from "../facts/sealed.ts";

/**
 * Sixteen bits of a value: enough to notice that it changed, too little to confirm a guess. One value gives the same
 * bits wherever it is, so that
 * many places of it tell no more than one.
 */
export function valueCheck(value: Sealed): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return value.open((text) => createHash("sha256").update(`runsecrets\0${text}`).digest("hex").slice(0, 4));
}
