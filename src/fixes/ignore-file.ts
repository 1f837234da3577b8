import type { IgnoreChange } from "../remedies/plan.ts";
import { type Edits, lineEndOf } from "./edit.ts";

/** Lines at the end of an ignore file, each once; a file that is not there yet is empty. */
export function ignoreFixer(text: string): (changes: readonly IgnoreChange[]) => Edits {
  const known = new Set(text.split(/\r?\n/));
  const lineEnd = lineEndOf(text);
  return (changes) => {
    const lines = [...new Set(changes.map(({ line }) => line))].filter((line) => !known.has(line));
    if (lines.length === 0) return { edits: [] };
    const before = text === "" || text.endsWith("\n") ? "" : lineEnd;
    const added = before + lines.map((line) => line + lineEnd).join("");
    return { edits: [{ span: [text.length, text.length], text: added }] };
  };
}
