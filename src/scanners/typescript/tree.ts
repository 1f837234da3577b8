import type { TSESTree } from "@typescript-eslint/typescript-estree";

export type Node = TSESTree.Node;

/** A program's nodes, in the order in which they are written, and what each is part of. */
export interface Tree {
  nodes: readonly Node[];
  parentOf(node: Node): Node | undefined;
}

/** Lays out a program without recursion: a chain of ten thousand additions is as deep. */
export function treeOf(program: TSESTree.Program): Tree {
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const stack: Node[] = [program];
  for (let node = stack.pop(); node; node = stack.pop()) {
    nodes.push(node);
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (!child || parents.has(child)) continue;
      parents.set(child, node);
      stack.push(child);
    }
  }
  return { nodes, parentOf: (node) => parents.get(node) };
}

const notChildren: ReadonlySet<string> = new Set(["parent", "range", "loc", "tokens", "comments"]);

function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (typeof value !== "object" || value === null || notChildren.has(key)) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) found.push(one);
  }
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}

/** What a type assertion, an optional chain or an `await` is around of. */
export function bare(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case "TSAsExpression":
      case "TSNonNullExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "ChainExpression":
        inner = inner.expression;
        break;
      case "AwaitExpression":
        inner = inner.argument;
        break;
      default:
        return inner;
    }
  }
}

/** The name of a property: `a` of `{ a: 1 }`, `{ "a": 1 }`, `x.a` and `x["a"]`. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (key.type === "Identifier") return computed ? undefined : key.name;
  if (key.type === "Literal" && typeof key.value === "string") return key.value;
  if (key.type === "TemplateLiteral" && key.expressions.length === 0) return key.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The properties of an object by name; what is spread into it is left out. */
export function propertiesOf(object: TSESTree.ObjectExpression): Map<string, TSESTree.Property> {
  const found = new Map<string, TSESTree.Property>();
  for (const property of object.properties) {
    if (property.type !== "Property") continue;
    const name = keyName(property.key, property.computed);
    if (name !== undefined) found.set(name, property);
  }
  return found;
}

/** A called function as written, `a.b.c`; the last name only where it is called on what another call gave. */
export function calleeName(node: Node): string {
  const callee = bare(node);
  if (callee.type === "Identifier") return callee.name;
  if (callee.type === "ThisExpression") return "this";
  if (callee.type === "MetaProperty") return "import.meta";
  if (callee.type !== "MemberExpression") return "";
  const name = keyName(callee.property, callee.computed) ?? "";
  const object = calleeName(callee.object);
  return object === "" ? name : `${object}.${name}`;
}
