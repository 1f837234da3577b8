import type { TextPlace } from "../facts/index.ts";
import type { EnvFileChange } from "../remedies/plan.ts";
import type { Edits } from "./edit.ts";

/** The edits of an env file. A comment after the value, and an `export` before it, stay. */
export function envFileFixer(text: string): (changes: readonly EnvFileChange[]) => Edits {
  return (changes) => {
    for (const { binding } of changes) {
      const [start, end] = (binding.place as TextPlace).span;
      if (!text.slice(start, end).startsWith(binding.name)) return { refused: "the variable is not written as a line" };
    }
    return {
      edits: changes.map(({ binding, name, value }) => {
        const { span } = binding.place as TextPlace;
        if (value !== undefined) return { span, text: `${name}=${value}` };
        return { span: [span[0], span[0] + binding.name.length] as const, text: name };
      }),
    };
  };
}
