import type { Command, Fact, Span } from "../../facts/index.ts";
import { readShell } from "../shell/index.ts";
import { joined, type Mapped, view } from "../text/mapped.ts";
import { isSpace } from "../text/words.ts";
import { type DockerfileScan, shared } from "./scan.ts";
import type { Instruction } from "./tree.ts";

/** Passes a text to the shell reader. Build arguments are variables of a RUN, and of nothing that is started later. */
export function shellFacts(
  instruction: Instruction,
  scan: DockerfileScan,
  when: Command["when"],
  text: Mapped,
): Fact[] {
  const { subject, order } = shared(scan, instruction, instruction.line.span);
  const facts = readShell(text.text, {
    subject,
    file: scan.source.file,
    statement: instruction.line.span,
    at: (index) => edge(text, index),
    when,
    order,
    ...(when === "build" && { buildArgs: scan.stage.args }),
  });
  if (when !== "start") return facts;
  return facts.map((fact) => (fact.kind === "command" ? { ...fact, shell: true } : fact));
}

/** What the shell gets to see of the arguments: continued lines in one, here-documents after them. */
export function shellText(instruction: Instruction, scan: DockerfileScan): Mapped {
  const { line, head } = instruction;
  if (line.heredocs.length === 0) return view(line.source, head.args);
  const file = scan.source.text;
  const first = line.source.at(head.args[0]);
  const pieces = line.pieces
    .filter(([, end]) => end > first)
    .map(([start, end]): Span => [Math.max(start, first), end]);
  let feed = file.indexOf("\n", pieces.at(-1)?.[1] ?? first);
  for (const heredoc of line.heredocs) {
    pieces.push([feed, feed + 1], ...heredoc.body, heredoc.end);
    feed = file.indexOf("\n", heredoc.end[1]);
  }
  return joined(file, pieces);
}

/**
 * Where a range of the shell's text begins or ends. Between two lines that are continued, a blank says that a word
 * ended before it; its end is
 * then at the end of the line, not at the beginning of the next one.
 */
function edge({ text, at, span }: Mapped, index: number): number {
  const end = Math.min(index, text.length);
  const endsHere = end > 0 && (end === text.length || isSpace(text[end]));
  return endsHere ? span([end - 1, end])[1] : at(index);
}
