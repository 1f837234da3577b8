import { bare, keyName, type Node, type Tree } from "./tree.ts";

/** What a name stands for where it is used. */
type Declaration =
  /** `const name = init`, or with a `key`, `const { key: name = fallback } = init`. */
  | { is: "variable"; init: Node; key?: string }
  | { is: "import"; from: string; name: string }
  | { is: "function"; node: Node }
  /** The parameter of a function, by its position. */
  | { is: "parameter"; of: Node; index: number }
  | { is: "other" };

export type Find = (name: string, use: Node) => Declaration | undefined;

const scopes: ReadonlySet<string> = new Set([
  ...["Program", "BlockStatement", "StaticBlock", "TSModuleBlock", "SwitchStatement", "CatchClause"],
  ...["ForStatement", "ForInStatement", "ForOfStatement"],
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
]);

/** Follows the names of one file to where they are declared, block by block. */
export function declarationsIn(tree: Tree): Find {
  const known = new Map<Node, Map<string, Declaration>>();
  const scopeOf = (node: Node): Node | undefined => {
    let scope = tree.parentOf(node);
    while (scope && !scopes.has(scope.type)) scope = tree.parentOf(scope);
    return scope;
  };
  const declare = (scope: Node | undefined, name: string, declaration: Declaration) => {
    if (!scope) return;
    const names = known.get(scope);
    if (!names) known.set(scope, new Map([[name, declaration]]));
    // Of two the first holds; `var` may say it again.
    else if (!names.has(name)) names.set(name, declaration);
  };
  for (const node of tree.nodes) {
    for (const [name, declaration, inside] of declared(node)) declare(inside ?? scopeOf(node), name, declaration);
  }
  return (name, use) => {
    for (let scope = scopeOf(use); scope; scope = scopeOf(scope)) {
      const found = known.get(scope)?.get(name);
      if (found) return found;
    }
    return undefined;
  };
}

function* declared(node: Node): Generator<[name: string, declaration: Declaration, inside?: Node]> {
  switch (node.type) {
    case "VariableDeclarator":
      yield* bound(node.id, node.init);
      return;
    case "ImportDeclaration":
      for (const one of node.specifiers) {
        const name = one.type === "ImportSpecifier" ? (keyName(one.imported, false) ?? "") : "*";
        yield [one.local.name, { is: "import", from: node.source.value, name }];
      }
      return;
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      if (node.type === "FunctionDeclaration" && node.id) yield [node.id.name, { is: "function", node }];
      for (const [index, parameter] of node.params.entries()) yield* parameters(parameter, node, index);
      return;
    case "CatchClause":
      if (node.param?.type === "Identifier") yield [node.param.name, { is: "other" }, node];
      return;
    case "ClassDeclaration":
      if (node.id) yield [node.id.name, { is: "other" }];
  }
}

function* bound(pattern: Node, init: Node | null): Generator<[string, Declaration]> {
  if (pattern.type === "Identifier") {
    const value = init && bare(init);
    const made = value?.type === "ArrowFunctionExpression" || value?.type === "FunctionExpression";
    if (made) yield [pattern.name, { is: "function", node: value }];
    else yield [pattern.name, value ? { is: "variable", init: value } : { is: "other" }];
  }
  if (pattern.type === "ObjectPattern") {
    for (const property of pattern.properties) {
      if (property.type !== "Property") continue;
      const key = keyName(property.key, property.computed);
      const target = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
      if (target.type !== "Identifier") yield* others(target);
      else if (init && key !== undefined) yield [target.name, { is: "variable", init: bare(init), key }];
      else yield [target.name, { is: "other" }];
    }
  }
  if (pattern.type === "ArrayPattern") yield* others(pattern);
}

function* parameters(parameter: Node, of: Node, index: number): Generator<[string, Declaration, Node]> {
  const pattern = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  if (pattern.type === "Identifier") yield [pattern.name, { is: "parameter", of, index }, of];
  else if (pattern.type === "ObjectPattern" && parameter.type === "AssignmentPattern") {
    for (const [name, declaration] of bound(pattern, parameter.right)) yield [name, declaration, of];
  } else for (const [name, declaration] of others(pattern)) yield [name, declaration, of];
}

function* others(pattern: Node): Generator<[string, Declaration]> {
  if (pattern.type === "Identifier") yield [pattern.name, { is: "other" }];
  if (pattern.type === "AssignmentPattern") yield* others(pattern.left);
  if (pattern.type === "RestElement") yield* others(pattern.argument);
  if (pattern.type === "ArrayPattern") for (const one of pattern.elements) if (one) yield* others(one);
  if (pattern.type === "ObjectPattern")
    for (const one of pattern.properties) yield* others(one.type === "Property" ? one.value : one.argument);
}
