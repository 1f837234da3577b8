import type { TextPlace } from "../facts/index.ts";
import type { DockerfileChange } from "../remedies/plan.ts";
import type { Edits, TextEdit } from "./edit.ts";

/** The edits of a Dockerfile, all or none. */
export function dockerfileFixer(text: string): (changes: readonly DockerfileChange[]) => Edits {
  const version = /^\uFEFF?#\s*syntax\s*=\s*docker\/dockerfile:1\.(\d+)/i.exec(text)?.[1];
  if (version !== undefined && Number(version) < 10)
    return () => ({ refused: "its `# syntax` is older than 1.10, which first gives a secret as a variable" });
  return (changes) => {
    const edits: TextEdit[] = [];
    for (const change of changes) {
      const edit = change.change === "remove-argument" ? removed(text, change) : mounted(text, change);
      if (typeof edit === "string") return { refused: edit };
      edits.push(edit);
    }
    return { edits };
  };
}

/** The whole line goes; a comment above it stays. */
function removed(text: string, { binding }: Extract<DockerfileChange, { change: "remove-argument" }>) {
  const [start, end] = (binding.place as TextPlace).statement;
  const words = text.slice(start, end).trim().split(/\s+/);
  if (words.length !== 2 || words[0]?.toUpperCase() !== "ARG" || words[1] !== binding.name)
    return `the ARG of ${binding.name} says more than its name`;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineBreak = text.indexOf("\n", end);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1;
  if (text.slice(lineStart, start).replace("\uFEFF", "").trim() !== "" || text.slice(end, lineEnd).trim() !== "")
    return `the ARG of ${binding.name} shares its line`;
  // The mark of the file stays.
  return { span: [lineStart === 0 ? start : lineStart, lineEnd] as const, text: "" };
}

function mounted(text: string, { command, id, variable }: Extract<DockerfileChange, { change: "mount" }>) {
  const [start, end] = (command.place as TextPlace).statement;
  const keyword = /^\s*RUN(?=\s)/i.exec(text.slice(start, end))?.[0];
  if (keyword === undefined) return "the command is not the one of a RUN";
  const at = start + keyword.length;
  return { span: [at, at] as const, text: ` --mount=type=secret,id=${id},env=${variable}` };
}
