import type { Move } from "../move.ts";
import type { Report } from "../rule.ts";

/** The move of a file that a copy takes along, or of its folder, out of the build context. */
export function ignored({ key, words }: Pick<Report, "key" | "words">): Move {
  return { move: "ignore-file", ignoreFile: words?.ignore ?? ".dockerignore", path: key };
}
