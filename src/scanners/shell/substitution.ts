import type { Command, Script, Word, WordPart } from "unbash";

/** Programs that pass on what they read, trimmed, cut or recoded. */
const filters = new Set([
  "cat",
  "tr",
  "head",
  "tail",
  "sed",
  "cut",
  "grep",
  "awk",
  "jq",
  "yq",
  "base64",
  "xargs",
  "sort",
  "tee",
]);

/**
 * The file whose content a substitution gives: `$(cat PATH)`, `$(< PATH)`, `$(cat PATH | tr -d '\n')`, `$(tr -d '\n' <
 * "$PATH_FILE")`.
 */
export function fileRead(script: Script | undefined): string | undefined {
  const [statement, more] = script?.commands ?? [];
  if (!statement || more) return undefined;
  const { command } = statement;
  if (command.type === "Command") return readBy(command);
  if (command.type !== "Pipeline") return undefined;
  const [first, ...rest] = command.commands;
  if (first?.type !== "Command") return undefined;
  const plain = rest.every((next) => next.type === "Command" && filters.has(next.name?.value ?? ""));
  return plain ? readBy(first) : undefined;
}

function readBy(command: Command): string | undefined {
  const redirected = command.redirects.find((one) => one.type === "Redirect" && one.operator === "<");
  const program = command.name?.value ?? "cat";
  if (redirected?.type === "Redirect") return filters.has(program) ? plainPath(redirected.target) : undefined;
  if (program !== "cat" && program !== "head" && program !== "tail" && program !== "base64") return undefined;
  const words = command.args.filter((one): one is Word => one.type === "Word" && !one.value.startsWith("-"));
  const paths = program === "cat" ? words : words.filter((one) => one.value.includes("/"));
  return paths.length === 1 ? plainPath(paths[0]) : undefined;
}

/** A path without expansions, or a variable that holds one: `$DB_PASSWORD_FILE`. */
function plainPath(word: Word | undefined): string | undefined {
  if (!word) return undefined;
  const parts = (word.parts ?? []).flatMap((part): readonly WordPart[] =>
    part.type === "DoubleQuoted" ? part.parts : [part],
  );
  const [first, more] = parts;
  if (first && !more) {
    if (first.type === "SimpleExpansion" && /^\$[A-Za-z_]\w*$/.test(first.text)) return first.text;
    if (first.type === "ParameterExpansion" && !first.operation && !first.prefix) return `$${first.parameter}`;
  }
  return parts.every((part) => /Literal|Quoted/.test(part.type)) ? word.value : undefined;
}
