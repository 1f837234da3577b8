import type { Reference } from "../../facts/index.ts";
import type { Code } from "./code.ts";
import { accessOf, environmentOf } from "./environment.ts";
import { readPath } from "./files.ts";
import { declaredAs, type Trail } from "./resolve.ts";
import { bare, calleeName, type Node } from "./tree.ts";

/** What an expression brings along; without a name, the whole environment. */
export interface Carried {
  from: Reference["store"];
  name?: string;
  /** Where it is in the expression. */
  node: Node;
}

const tooDeep = 6;
const wholeToo =
  /^(?:JSON\.stringify|String|(?:util\.)?(?:inspect|format)|Object\.(?:assign|entries|values|fromEntries))$/;

/**
 * What of the environment and of secret files an expression carries with it. What is asked, measured or hashed is not
 * carried.
 */
export function* carriedBy(
  node: Node,
  code: Code,
  trail: Trail = { left: 500 },
  depth = 0,
  at?: Node,
): Generator<Carried> {
  const one = bare(node);
  if (depth > tooDeep || trail.left-- <= 0) return;
  const from = environmentOf(one, code);
  if (from === "env") yield { from, node: at ?? one };
  const access = from ? undefined : accessOf(one, code);
  if (access?.name !== undefined) yield { from: access.from, name: access.name, node: at ?? one };
  if (from || access) return;
  // What a name represents is told where the name is.
  const followed = at ?? (one.type === "Identifier" || one.type === "MemberExpression" ? one : undefined);
  for (const inner of innerOf(one, code)) yield* carriedBy(inner, code, trail, depth + 1, followed);
}

function innerOf(node: Node, code: Code): readonly Node[] {
  switch (node.type) {
    case "TemplateLiteral":
      return node.expressions;
    case "BinaryExpression":
      return node.operator === "+" ? [node.left, node.right] : [];
    case "LogicalExpression":
      return node.operator === "&&" ? [node.right] : [node.left, node.right];
    case "ConditionalExpression":
      return [node.consequent, node.alternate];
    case "ObjectExpression":
      return node.properties.map((one) => (one.type === "Property" ? one.value : one.argument));
    case "ArrayExpression":
      return node.elements.flatMap((one) => one ?? []);
    case "SpreadElement":
      return [node.argument];
    case "Identifier":
    case "MemberExpression":
      return declaredAs(node, code);
    case "CallExpression":
      if (readPath(node, code)) return [];
      if (wholeToo.test(calleeName(node.callee))) return node.arguments;
      return node.callee.type === "MemberExpression" &&
        /(?:^|\.)(?:trim|toString|concat)$/.test(calleeName(node.callee))
        ? [node.callee.object, ...node.arguments]
        : [];
    default:
      return [];
  }
}
