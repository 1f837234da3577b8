import type { Change } from "../remedies/plan.ts";
import { composeFixer } from "./compose.ts";
import { dockerfileFixer } from "./dockerfile.ts";
import { type Edits, inTextOrder } from "./edit.ts";
import { envFileFixer } from "./env-file.ts";
import { ignoreFixer } from "./ignore-file.ts";

export { applyEdits, type Edits, type TextEdit } from "./edit.ts";

/** Writes changes of one file as edits of its text. The file is read once, however many changes are asked for. */
export function fixerOf(syntax: Change["syntax"], text: string): (changes: readonly Change[]) => Edits {
  const write = fixers[syntax](text);
  return (changes) => {
    const made = write(changes);
    if ("refused" in made) return made;
    const edits = inTextOrder(made.edits);
    return edits ? { edits } : { refused: "two changes meet at one place" };
  };
}

/** The one cast: a fixer gets the changes of its own syntax only. */
const fixers: Readonly<Record<Change["syntax"], (text: string) => (changes: readonly Change[]) => Edits>> = {
  compose: composeFixer as (text: string) => (changes: readonly Change[]) => Edits,
  dockerfile: dockerfileFixer as (text: string) => (changes: readonly Change[]) => Edits,
  "env-file": envFileFixer as (text: string) => (changes: readonly Change[]) => Edits,
  "ignore-file": ignoreFixer as (text: string) => (changes: readonly Change[]) => Edits,
};
