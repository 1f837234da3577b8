import type { ArrayValue, Assignment, ParameterExpansionPart, Word as WordNode, WordPart } from "unbash";
import type { Part, Value, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { escapedLines } from "./escaped-lines.ts";
import type { Scope, ShellScan } from "./scope.ts";
import { spanOf } from "./source.ts";
import { fileRead } from "./substitution.ts";

/**
 * A word of the shell as a value: quotes resolved, expansions as references. Adjacent literals are one part only where
 * they are written 1:1.
 */
export function readValue(word: WordNode | ArrayValue, scope: Scope, scan: ShellScan): Value {
  if (word.type === "ArrayValue") return [unknown("an array", word, scope)];
  if (!word.parts) return literal(word.value, word.pos, word.end, scope);
  return joined(word.parts.flatMap((part) => partsOf(part, scope, scan)));
}

/** An argument of `export` and its like comes as an assignment. */
export function wordOf(node: WordNode | Assignment, scope: Scope, scan: ShellScan): Word {
  const span = spanOf(scope.source, node.pos, node.end);
  if (node.type === "Word") return { value: readValue(node, scope, scan), span };
  const head = literal(scope.source.text.slice(node.pos, node.value.pos), node.pos, node.value.pos, scope);
  return { value: joined([...head, ...readValue(node.value, scope, scan)]), span };
}

/** The parts of a here-document's body. Tabs that `<<-` strips stay, so that offsets hold. */
export function bodyValue(parts: readonly WordPart[], scope: Scope, scan: ShellScan): Value {
  return joined(parts.flatMap((part) => partsOf(part, scope, scan)));
}

function literal(text: string, pos: number, end: number, scope: Scope): Part[] {
  if (text === "") return [];
  return [{ is: "literal", text: new Sealed(text), span: spanOf(scope.source, pos, end) }];
}

function partsOf(part: WordPart, scope: Scope, scan: ShellScan): Part[] {
  switch (part.type) {
    case "Literal":
      return lines(part, scope);
    case "Glob":
      return literal(part.value, part.pos, part.end, scope);
    case "SingleQuoted":
      return quoted(part, 1, scope);
    case "AnsiCQuoted":
      return quoted(part, 2, scope);
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.flatMap((child) => partsOf(child, scope, scan));
    case "SimpleExpansion":
      return [reference(part.text.slice(1), part, scope, scan)];
    case "ParameterExpansion":
      return [parameter(part, scope, scan)];
    case "CommandExpansion": {
      const name = fileRead(part.script);
      if (name === undefined) return [unknown("output of a command", part, scope)];
      return [{ is: "reference", to: { store: "file", name }, span: spanOf(scope.source, part.pos, part.end) }];
    }
    case "ArithmeticExpansion":
      return [unknown("a calculation", part, scope)];
    case "ProcessSubstitution":
      return [unknown("a process substitution", part, scope)];
    case "BraceExpansion":
    case "ExtendedGlob":
      return literal(part.text, part.pos, part.end, scope);
  }
}

function lines(part: { text: string; value: string; pos: number; end: number }, scope: Scope): Part[] {
  const { text, value, pos, end } = part;
  const apart = text !== value && text.length === end - pos ? escapedLines(text, value) : undefined;
  if (!apart) return text === value ? eachLine(value, pos, end, scope) : literal(value, pos, end, scope);
  return apart.flatMap((one) => literal(one.value, pos + one.from, pos + one.to, scope));
}

/**
 * A text whose lines are written with more around them, as in a block of YAML: each has a place of its own, and so has
 * each line break.
 */
export function eachLine(text: string, pos: number, end: number, scope: Scope): Part[] {
  const [from, to] = spanOf(scope.source, pos, end);
  if (to - from === text.length || text.length !== end - pos || scope.source.whole || !/\n[\s\S]/.test(text))
    return literal(text, pos, end, scope);
  return [...text.matchAll(/[^\n]+|\n/g)].flatMap(({ 0: piece, index }) =>
    literal(piece, pos + index, pos + index + piece.length, scope),
  );
}

function quoted(part: { text: string; value: string; pos: number; end: number }, opening: number, scope: Scope) {
  const closing = part.text.length > opening && part.text.endsWith("'") ? 1 : 0;
  return literal(part.value, part.pos + opening, part.end - closing, scope);
}

function parameter(part: ParameterExpansionPart, scope: Scope, scan: ShellScan): Part {
  const { parameter: name, operation, prefix } = part;
  if (prefix) return unknown("a length or an indirect name", part, scope);
  if (operation?.type === "Unknown") return template(part, scope);
  if (operation?.type !== "Default") return reference(name, part, scope, scan);
  if (operation.operator.endsWith("+")) return unknown("an alternative", part, scope);
  const found = reference(name, part, scope, scan);
  if (operation.operator.endsWith("?")) return found;
  const fallback = readValue(operation.operand, scope, scan);
  if (found.is === "reference") return { ...found, fallback };
  const [only] = fallback;
  return fallback.length === 1 && only ? only : found;
}

function reference(
  name: string,
  at: { pos: number; end: number },
  scope: Scope,
  { base }: ShellScan,
): Extract<Part, { is: "reference" | "unknown" }> {
  const clean = name.replace(/\\\n/g, "");
  if (!/^[A-Za-z_]\w*$/.test(clean)) return unknown("a parameter of the shell", at, scope);
  const store = base.buildArgs?.has(clean) ? "build-arg" : "env";
  return { is: "reference", to: { store, name: clean }, span: spanOf(scope.source, at.pos, at.end) };
}

/** `${{ secrets.X }}` of a workflow: the parser takes it for an odd expansion and leaves its last brace over. */
function template(part: ParameterExpansionPart, scope: Scope): Part {
  const name = /^\$\{\{\s*secrets\.(\w+)\s*\}/.exec(part.text)?.[1];
  const span = spanOf(scope.source, part.pos, part.end + (part.text.startsWith("${{") ? 1 : 0));
  if (name === undefined) return { is: "unknown", why: "an expression", span };
  return { is: "reference", to: { store: "secret", name }, span };
}

function unknown(why: string, at: { pos: number; end: number }, scope: Scope): Extract<Part, { is: "unknown" }> {
  return { is: "unknown", why, span: spanOf(scope.source, at.pos, at.end) };
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const next of parts) {
    const before = result[result.length - 1];
    const part = before ? behind(before, next) : next;
    if (!part) continue;
    const merged = before && mergedLiterals(before, part);
    if (merged) result[result.length - 1] = merged;
    else result.push(part);
  }
  return result;
}

/** What a template took too much is no longer the literal's. */
function behind(before: Part, part: Part): Part | undefined {
  const taken = before.span[1] - part.span[0];
  if (taken <= 0 || before.is === "literal" || part.is !== "literal") return part;
  if (part.text.length <= taken) return undefined;
  return {
    ...part,
    text: part.text.open((text) => new Sealed(text.slice(taken))),
    span: [before.span[1], part.span[1]],
  };
}

function mergedLiterals(a: Part, b: Part): Part | undefined {
  if (a.is !== "literal" || b.is !== "literal" || a.span[1] !== b.span[0]) return undefined;
  if (!written(a) || !written(b)) return undefined;
  return {
    is: "literal",
    text: a.text.open((x) => b.text.open((y) => new Sealed(x + y))),
    span: [a.span[0], b.span[1]],
  };
}

function written(part: Extract<Part, { is: "literal" }>): boolean {
  return part.text.length === part.span[1] - part.span[0];
}
