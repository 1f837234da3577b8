import type { Command, Text, Word } from "../../facts/index.ts";
import { showPath } from "../../facts/shown.ts";
import { soleLiteral } from "../../facts/value.ts";

/** A here-document that ends in a file: `cat > FILE <<EOF`, `tee FILE <<EOF`, `cat <<EOF | tee FILE`. */
export function writtenFile(command: Command): Text | undefined {
  const { input } = command;
  if (input?.from !== "here") return undefined;
  const target = targetOf(command);
  if (!target || command.place.in !== "text") return undefined;
  return {
    kind: "text",
    sink: "image-file",
    name: showPath(target.value),
    value: input.value,
    subject: command.subject,
    seen: command.seen,
    order: command.order,
    place: { ...command.place, span: input.span },
  };
}

function targetOf(command: Command): Word | undefined {
  const { words, output, pipedInto } = command;
  if (is(words[0], "tee")) return teeTarget(words);
  if (!is(words[0], "cat")) return undefined;
  const file = output.find((one) => one.fd === 1)?.target;
  return file ?? (is(pipedInto?.[0], "tee") ? teeTarget(pipedInto ?? []) : undefined);
}

function teeTarget(words: readonly Word[]): Word | undefined {
  return words.slice(1).find(({ value }) => !soleLiteral(value)?.text.matches(/^-/));
}

function is(word: Word | undefined, program: string): boolean {
  return word !== undefined && (soleLiteral(word.value)?.text.equals(program) ?? false);
}
