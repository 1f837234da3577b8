import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Code } from "./code.ts";
import { type Access, environmentOf, isProcess } from "./environment.ts";
import { keyName, type Node } from "./tree.ts";

/** A property of a pattern that takes a variable from the environment. */
interface Taken {
  from: Access["from"];
  name: string;
  property: TSESTree.Property;
  /** What is in where the variable is not set. */
  fallback?: Node;
}

/** `const { X = "text" } = process.env`, and the same in an assignment and as the default of a parameter. */
export function* takenBy(node: Node, code: Code): Generator<Taken> {
  const [pattern, init] = partsOf(node);
  if (pattern?.type !== "ObjectPattern" || !init) return;
  const from = environmentOf(init, code);
  if (from) yield* propertiesIn(pattern, from);
  else if (isProcess(init, code)) {
    for (const property of pattern.properties) {
      if (property.type !== "Property" || keyName(property.key, property.computed) !== "env") continue;
      const inner = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
      if (inner.type === "ObjectPattern") yield* propertiesIn(inner, "env");
    }
  }
}

function partsOf(node: Node): [pattern?: Node, init?: Node | null] {
  if (node.type === "VariableDeclarator") return [node.id, node.init];
  if (node.type === "AssignmentExpression" || node.type === "AssignmentPattern") return [node.left, node.right];
  return [];
}

function* propertiesIn(pattern: TSESTree.ObjectPattern, from: Access["from"]): Generator<Taken> {
  for (const property of pattern.properties) {
    const name = property.type === "Property" ? keyName(property.key, property.computed) : undefined;
    if (property.type !== "Property" || name === undefined) continue;
    const { value } = property;
    yield { from, name, property, ...(value.type === "AssignmentPattern" && { fallback: value.right }) };
  }
}
