import type { Part, Span, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { Code } from "./code.ts";
import { accessIn, accessOf, readBy } from "./environment.ts";
import { readPath } from "./files.ts";
import type { Origin } from "./origins.ts";
import { below, declaredAs, type Trail } from "./resolve.ts";
import { bare, calleeName, type Node } from "./tree.ts";

const tooDeep = 12;

/** Of more values than these nothing is claimed. */
const mostValues = 16;

/** What an expression amounts to, names followed to their values; unknown where it may be several things. */
export function valueIn(node: Node, code: Code): Value {
  const [value, ...others] = valuesIn(node, code);
  return value && others.length === 0 ? value : unknownAt(node);
}

/** A text as it is written, where nothing that is filled in is followed. */
export function literalIn(node: Node, code: Code): Value {
  if (node.type === "Literal" && typeof node.value === "string")
    return literal(code, [node.range[0] + 1, node.range[1] - 1], node.value);
  if (node.type !== "TemplateLiteral") return unknownAt(node);
  return node.quasis.flatMap((quasi, index) => {
    const hole = node.expressions[index];
    const span: Span = [quasi.range[0] + 1, quasi.range[1] - (quasi.tail ? 1 : 2)];
    return [...literal(code, span, quasi.value.cooked ?? ""), ...(hole ? unknownAt(hole) : [])];
  });
}

/** Everything that an expression may amount to: one value, or one for each that its names may have. */
export function valuesIn(node: Node, code: Code, trail: Trail = { left: 300 }, depth = 0): readonly Value[] {
  const one = bare(node);
  const unknown = [unknownAt(one)];
  if (depth > tooDeep || trail.left-- <= 0) return unknown;
  const inner = (next: Node) => valuesIn(next, code, trail, depth + 1);
  // A name may have a fallback of its own.
  const access = one.type === "Identifier" ? undefined : accessOf(one, code);
  if (access?.name !== undefined)
    return [[{ is: "reference", to: { store: access.from, name: access.name }, span: one.range }]];
  switch (one.type) {
    case "Literal":
      if (typeof one.value === "string") return [literal(code, [one.range[0] + 1, one.range[1] - 1], one.value)];
      return [one.value === null ? [] : literal(code, one.range, String(one.raw))];
    case "TemplateLiteral":
      return one.quasis.reduce<readonly Value[]>(
        (before, quasi, index) => {
          const span: Span = [quasi.range[0] + 1, quasi.range[1] - (quasi.tail ? 1 : 2)];
          const hole = one.expressions[index];
          const text = joined(before, [literal(code, span, quasi.value.cooked ?? "")]);
          return hole ? joined(text, inner(hole)) : text;
        },
        [[]],
      );
    case "BinaryExpression":
      return one.operator === "+" ? joined(inner(one.left), inner(one.right)) : unknown;
    case "LogicalExpression":
      return one.operator === "&&" ? unknown : withFallbacks(inner(one.left), () => inner(one.right), one);
    case "AssignmentExpression":
      if (one.operator === "=") return inner(one.right);
      if (one.operator === "+=") return joined(inner(one.left), inner(one.right));
      if (one.operator !== "||=" && one.operator !== "??=") return unknown;
      return withFallbacks(inner(one.left), () => inner(one.right), one);
    case "ConditionalExpression":
      return asksForItself(one.test, one.consequent, code)
        ? withFallbacks(inner(one.consequent), () => inner(one.alternate), one)
        : unknown;
    case "Identifier":
    case "MemberExpression":
      return named(one, code, inner);
    case "CallExpression": {
      const path = readPath(one, code);
      if (path) return [[{ is: "reference", to: { store: "file", name: path.name ?? "a file" }, span: one.range }]];
      if (one.callee.type === "MemberExpression" && /\.(?:trim|toString|trimEnd)$/.test(`.${calleeName(one.callee)}`))
        return inner(one.callee.object);
      const [only] = one.arguments;
      return calleeName(one.callee) === "String" && only ? inner(only) : unknown;
    }
    default:
      return unknown;
  }
}

/** The values of a name. What is in for a missing one is the fallback of those that are read from outside. */
function named(node: Node, code: Code, inner: (node: Node) => readonly Value[]): readonly Value[] {
  if (node.type !== "Identifier") return limited(declaredAs(node, code).flatMap(inner), node);
  const origins = code.names.originsOf(node) ?? [];
  const valuesOf = (origin: Origin): readonly Value[] => {
    if (origin.is !== "value") return [unknownAt(node)];
    const { from, name } = accessIn(origin, code) ?? {};
    if (from && name) return [[{ is: "reference", to: { store: from, name }, span: node.range }]];
    const found = below(origin.node, origin.path, code);
    return found.length > 0 ? found.flatMap(inner) : [unknownAt(node)];
  };
  const standIns = origins.filter((one) => one.is === "value" && one.standsIn).flatMap(valuesOf);
  const values = origins.filter((one) => one.is !== "value" || !one.standsIn).flatMap(valuesOf);
  if (!values.some(isReference)) return limited([...values, ...standIns], node);
  const filled = values.flatMap((value) =>
    isReference(value) && standIns.length > 0 ? standIns.map((one) => withFallback(value, one, node)) : [value],
  );
  return limited(filled, node);
}

function unknownAt(node: Node): Value {
  return [{ is: "unknown", why: "an expression", span: node.range }];
}

function limited(values: readonly Value[], node: Node): readonly Value[] {
  return values.length > 0 && values.length <= mostValues ? values : [unknownAt(node)];
}

/** One text after another. Of two that are several the first go together, the second, and so on: each is in one. */
function joined(left: readonly Value[], right: readonly Value[]): readonly Value[] {
  const longer = left.length > right.length ? left : right;
  return longer.map((_, index) => [...nth(left, index), ...nth(right, index)]);
}

/** The value of that number, and the last one where there are fewer. */
export function nth(values: readonly Value[], index: number): Value {
  return values[index] ?? values.at(-1) ?? [];
}

function literal({ text }: Code, span: Span, decoded: string): Part[] {
  if (span[1] <= span[0]) return [];
  const written = text.slice(...span);
  return [{ is: "literal", text: new Sealed(written.includes("\\") ? decoded : written), span }];
}

/** What is in where a reference has no value. */
function withFallbacks(left: readonly Value[], right: () => readonly Value[], node: Node): readonly Value[] {
  if (!left.some((one) => one.length === 0 || isReference(one))) return [unknownAt(node)];
  const fallbacks = right();
  return limited(
    left.flatMap((one) => fallbacks.map((fallback) => withFallback(one, fallback, node))),
    node,
  );
}

function withFallback(left: Value, right: Value, node: Node): Value {
  const [first] = left;
  if (first?.is !== "reference" || !isReference(left)) return left.length === 0 ? right : unknownAt(node);
  const fallback = first.fallback ? withFallback(first.fallback, right, node) : right;
  return [{ ...first, span: node.range, fallback }];
}

function isReference(value: Value): boolean {
  return value.length === 1 && value[0]?.is === "reference";
}

/** `process.env.X ? process.env.X : "…"`. */
function asksForItself(test: Node, consequent: Node, code: Code): boolean {
  const used = readBy(consequent, code)?.name;
  const asked = test.type === "BinaryExpression" ? test.left : test;
  return used !== undefined && readBy(asked, code)?.name === used;
}
