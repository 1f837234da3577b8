import type { Span, Value } from "../../facts/index.ts";
import { literals } from "../../facts/value.ts";
import { base, type Code } from "./code.ts";
import { accessIn, accessOf, readBy } from "./environment.ts";
import { missingBefore, presentBefore } from "./guards.ts";
import { takenBy } from "./patterns.ts";
import type { Node } from "./tree.ts";
import { valueIn, valuesIn } from "./values.ts";

/** What is in where a variable is not set, and what the program sets itself. */
export function readBindings(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "LogicalExpression") readChain(node, code);
    else if (node.type === "ConditionalExpression") readChoice(node, code);
    else if (node.type === "CallExpression") readGetter(node, code);
    else if (node.type === "AssignmentExpression") readAssignment(node, code);
    for (const { from, name, property, fallback } of takenBy(node, code))
      if (fallback) bindNamed(code, property, name, fallback, from);
  }
}

/** `a ?? process.env.X ?? "text"`, the whole chain at once. */
function readChain(node: Node, code: Code): void {
  const parent = code.tree.parentOf(node);
  if (node.type !== "LogicalExpression" || node.operator === "&&") return;
  if (parent?.type === "LogicalExpression" && parent.operator !== "&&") return;
  const operands = chainOf(node);
  const at = operands.findIndex((one) => readBy(one, code)?.name !== undefined);
  const first = operands[at];
  if (!first || at === operands.length - 1) return;
  for (const value of chained(operands.slice(at), code)) bindFallback(code, node, first, value);
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

function chained([first, ...others]: readonly Node[], code: Code): readonly Value[] {
  if (!first) return [[]];
  const values = valuesIn(first, code);
  if (others.length === 0 || !values.some(([part]) => part?.is === "reference")) return values;
  const fallbacks = chained(others, code);
  return values.flatMap((value) => {
    const [part] = value;
    return part?.is === "reference" ? fallbacks.map((fallback) => [{ ...part, fallback }]) : [];
  });
}

/** `process.env.X ? process.env.X : "text"`. */
function readChoice(node: Node, code: Code): void {
  if (node.type !== "ConditionalExpression" || !readBy(node.consequent, code)) return;
  for (const value of valuesIn(node, code)) bindFallback(code, node, node.consequent, value);
}

/** `getenv("X", "text")`. */
function readGetter(node: Node, code: Code): void {
  if (node.type !== "CallExpression" || !accessOf(node, code)) return;
  const [, fallback] = node.arguments;
  if (fallback && fallback.type !== "SpreadElement") bindDefault(code, node, node, fallback);
}

/** `process.env.X = "text"`, `process.env.X ||= "text"`. */
function readAssignment(node: Node, code: Code): void {
  if (node.type !== "AssignmentExpression") return;
  if (node.left.type === "Identifier") readStandIn(node, node.left, node.right, code);
  if (node.left.type !== "MemberExpression") return;
  const access = accessOf(node.left, code);
  if (access?.name === undefined || access.from !== "env") return;
  if (node.operator === "||=" || node.operator === "??=") bindDefault(code, node, node.left, node.right);
  else if (node.operator === "=") {
    const value = valueIn(node.right, code);
    const own = [...literals(value)].some(({ part, inFallback }) => !inFallback && isInside(part.span, node.range));
    if (own) bind(code, node, access.name, value, node.right.range);
  }
}

/** `x ||= "text"` and `if (!x) x = "text"` after `x = process.env.X`; the same with the text first. */
function readStandIn(node: Node, name: Node, right: Node, code: Code): void {
  if (node.type !== "AssignmentExpression" || node.operator === "&&=") return;
  const missing = node.operator === "=" ? missingBefore(node, code.tree) : name;
  const access = missing && readBy(missing, code);
  if (access?.name !== undefined) {
    const isElsewhere = missing?.type !== "Identifier" && !isReadInto(name, access.name, code);
    if (!isElsewhere && isText(right, code)) bindNamed(code, node, access.name, right, access.from);
    return;
  }
  const present = presentBefore(node, code.tree);
  const read = present && accessOf(present, code);
  if (read?.name === undefined || accessOf(right, code)?.name !== read.name) return;
  for (const origin of code.names.originsOf(name) ?? []) {
    const { node: text } = origin.is === "value" && origin.path.length === 0 ? origin : { node: undefined };
    if (text && isText(text, code)) bindNamed(code, text, read.name, text, read.from);
  }
}

/** Whether a name has the value of this variable somewhere. */
function isReadInto(name: Node, variable: string, code: Code): boolean {
  return code.names.allOriginsOf(name).some((origin) => {
    if (origin.is !== "value") return false;
    const access = origin.path.length === 0 ? accessOf(origin.node, code) : accessIn(origin, code);
    return access?.name === variable;
  });
}

/** A text of its own: what falls back to one is told there. */
function isText(node: Node, code: Code): boolean {
  return valuesIn(node, code).some((value) => [...literals(value)].some(({ inFallback }) => !inFallback));
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
  for (const value of valuesIn(fallback, code)) {
    if ([...literals(value)].length === 0) continue;
    const read: Value = [{ is: "reference", to: { store: from, name }, span: node.range, fallback: value }];
    bind(code, node, name, read, fallback.range);
  }
}

function bindFallback(code: Code, node: Node, read: Node, value: Value): void {
  const name = readBy(read, code)?.name;
  if (name !== undefined && [...literals(value)].length > 0) bind(code, node, name, value, node.range);
}

/** What is bound in the program's own text: anyone who reads that has it. */
function bind(code: Code, node: Node, name: string, value: Value, valueSpan: Span): void {
  code.facts.push({ kind: "binding", sink: "source", name, value, valueSpan, ...base(code, code.module, node) });
}

function isInside([start, end]: Span, [from, to]: Span): boolean {
  return start >= from && end <= to;
}
