import type { Span, Value } from "../../facts/fact.ts";
import { literals } from "../../facts/value.ts";
import { base, type Code } from "./code.ts";
import { accessOf, environmentOf } from "./environment.ts";
import { bare, keyName, type Node } from "./tree.ts";
import { valueIn } from "./values.ts";

/** What stands in where a variable is not set, and what the program sets itself. */
export function readBindings(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "LogicalExpression") readChain(node, code);
    else if (node.type === "ConditionalExpression") readChoice(node, code);
    else if (node.type === "CallExpression") readGetter(node, code);
    else if (node.type === "AssignmentExpression") readAssignment(node, code);
    else if (node.type === "VariableDeclarator" && node.init) readPattern(node.id, node.init, code);
  }
}

/** `a ?? process.env.X ?? "text"`, the whole chain at once. */
function readChain(node: Node, code: Code): void {
  const parent = code.tree.parentOf(node);
  if (node.type !== "LogicalExpression" || node.operator === "&&") return;
  if (parent?.type === "LogicalExpression" && parent.operator !== "&&") return;
  const operands = chainOf(node);
  const at = operands.findIndex((one) => accessOf(one, code)?.name !== undefined);
  const first = operands[at];
  if (first && at < operands.length - 1) bindFallback(code, node, first, chained(operands.slice(at), code));
}

function chainOf(node: Node): Node[] {
  const found: Node[] = [];
  const stack: Node[] = [node];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (one.type === "LogicalExpression" && one.operator !== "&&") stack.push(one.right, one.left);
    else found.push(one);
  }
  return found;
}

function chained([first, ...others]: readonly Node[], code: Code): Value {
  if (!first) return [];
  const value = valueIn(first, code);
  const [part] = value;
  if (others.length === 0 || part?.is !== "reference") return value;
  return [{ ...part, fallback: chained(others, code) }];
}

/** `process.env.X ? process.env.X : "text"`. */
function readChoice(node: Node, code: Code): void {
  if (node.type !== "ConditionalExpression" || !accessOf(node.consequent, code)) return;
  bindFallback(code, node, node.consequent, valueIn(node, code));
}

/** `getenv("X", "text")`. */
function readGetter(node: Node, code: Code): void {
  if (node.type !== "CallExpression" || !accessOf(node, code)) return;
  const [, fallback] = node.arguments;
  if (fallback && fallback.type !== "SpreadElement") bindDefault(code, node, node, fallback);
}

/** `const { X = "text" } = process.env`. */
function readPattern(pattern: Node, init: Node, code: Code): void {
  const from = environmentOf(init, code);
  if (pattern.type !== "ObjectPattern" || !from) return;
  for (const property of pattern.properties) {
    if (property.type !== "Property" || property.value.type !== "AssignmentPattern") continue;
    const name = keyName(property.key, property.computed);
    const { right } = property.value;
    if (name !== undefined) bindNamed(code, property, name, right, from);
  }
}

/** `process.env.X = "text"`, `process.env.X ||= "text"`. */
function readAssignment(node: Node, code: Code): void {
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return;
  const access = accessOf(node.left, code);
  if (access?.name === undefined || access.from !== "env") return;
  if (node.operator === "||=" || node.operator === "??=") bindDefault(code, node, node.left, node.right);
  else if (node.operator === "=") {
    const value = valueIn(bare(node.right), code);
    const own = [...literals(value)].some(({ part, inFallback }) => !inFallback && isInside(part.span, node.range));
    if (own) bind(code, node, access.name, value, node.right.range);
  }
}

function bindDefault(code: Code, node: Node, read: Node, fallback: Node): void {
  const access = accessOf(read, code);
  if (access?.name !== undefined) bindNamed(code, node, access.name, fallback, access.from);
}

/** A variable with a default that is written as a node of its own. */
export function bindNamed(
  code: Code,
  node: Node,
  name: string,
  fallback: Node,
  from: "env" | "build-arg" = "env",
): void {
  const value: Value = [
    { is: "reference", to: { store: from, name }, span: node.range, fallback: valueIn(fallback, code) },
  ];
  if ([...literals(value)].length > 0) bind(code, node, name, value, fallback.range);
}

function bindFallback(code: Code, node: Node, read: Node, value: Value): void {
  const name = accessOf(read, code)?.name;
  if (name !== undefined && [...literals(value)].length > 0) bind(code, node, name, value, node.range);
}

/** What is bound in the program's own text: whoever reads that has it. */
function bind(code: Code, node: Node, name: string, value: Value, valueSpan: Span): void {
  code.facts.push({ kind: "binding", sink: "source", name, value, valueSpan, ...base(code, code.module, node) });
}

function isInside([start, end]: Span, [from, to]: Span): boolean {
  return start >= from && end <= to;
}
