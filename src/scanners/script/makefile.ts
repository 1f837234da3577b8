import type { Binding, Fact, Part, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { Scanner } from "../scanner.ts";
import type { ScriptText } from "../shell/script.ts";
import { fileSighting, scriptOf } from "./file-sighting.ts";
import { recipeText } from "./make-references.ts";

const assignment =
  /^(?:(?:export|override|private)[ \t]+)*([A-Za-z_][\w.-]*)[ \t]*(\?=|:{0,3}=|\+=)[ \t]*([^\r\n]*?)[ \t]*(?:#[^\r\n]*)?$/;
const targetAssignment = /^[^\t#=:][^#=:]*:[ \t]*(?=(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*[?:+]?=)/;

/** What lines of a recipe can be below. */
const rule = /^ *(?:define\s|[^\s#=:][^#=:]*:(?!:{0,2}=))/;

/** Reads a Makefile: its variables, and its recipes as the shell gets them, each logical line on its own. */
export const scanMakefile: Scanner = ({ file, text }) => {
  const texts: ScriptText[] = [];
  const bindings: Fact[] = [];
  const variables = new Map<string, Value>();
  let ruled = false;
  for (const [start, end] of logicalLines(text)) {
    const line = text.slice(start, end);
    // Above the first rule a tab only sets in, as in an `ifeq`.
    if (ruled && line.startsWith("\t")) {
      const recipe = recipeText(line, start);
      if (recipe) texts.push({ ...recipe, order: start, statement: [start, end] });
      continue;
    }
    ruled ||= rule.test(line);
    const indent = line.search(/[^ \t]|$/);
    const binding = variableOf(line.slice(indent), start + indent, file);
    if (!binding) continue;
    bindings.push(binding);
    if (binding.value.length > 0) variables.set(binding.name, binding.value);
  }
  return fileSighting(file, texts, bindings, variables);
};

/** Lines, with those that a backslash continues put together. */
function* logicalLines(text: string): Generator<readonly [start: number, end: number]> {
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    while (end < text.length && /\\\r?$/.test(text.slice(Math.max(start, end - 2), end))) end = lineEnd(text, end + 1);
    yield [start, end];
    start = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** `NAME = value`, `export NAME := value`; what `?=` gives is a default. */
function variableOf(line: string, start: number, file: string): Binding | undefined {
  const target = targetAssignment.exec(line)?.[0].length ?? 0;
  const [all, name, operator, written] = assignment.exec(line.slice(target).replace(/\r$/, "")) ?? [];
  if (all === undefined || name === undefined || written === undefined) return undefined;
  const from = start + target + valueStart(all);
  const span = [start + target, from + written.length] as const;
  const value = valueIn(written, from);
  const isDefault = operator === "?=" && value.length > 0;
  const reference: Part = { is: "reference", to: { store: "env", name }, span, fallback: value };
  return {
    kind: "binding",
    sink: "process-env",
    name,
    value: isDefault ? [reference] : value,
    valueSpan: [from, from + written.length],
    subject: scriptOf(file),
    seen: "declared",
    order: start,
    place: { in: "text", file, span, statement: [start, start + line.length] },
  };
}

function valueStart(all: string): number {
  const sign = all.indexOf("=") + 1;
  return sign + all.slice(sign).search(/[^ \t]|$/);
}

/** Text with `$(NAME)`; what is computed is unknown. */
function valueIn(written: string, start: number): Value {
  const parts: Part[] = [];
  let from = 0;
  const literal = (to: number) => {
    const text = written.slice(from, to);
    if (text !== "") parts.push({ is: "literal", text: new Sealed(text), span: [start + from, start + to] });
  };
  for (const match of written.matchAll(/\$\$|\$\(([\w.-]+)\)|\$\{([\w.-]+)\}|\$[({]|\$\w/g)) {
    const [all, round, curly] = match;
    literal(match.index);
    from = match.index + all.length;
    const span = [start + match.index, start + from] as const;
    const name = round ?? curly;
    if (name !== undefined) parts.push({ is: "reference", to: { store: "env", name }, span });
    else if (all === "$$") parts.push({ is: "literal", text: new Sealed("$"), span });
    else return [{ is: "unknown", why: "a function of make", span: [start, start + written.length] }];
  }
  literal(written.length);
  return parts;
}
