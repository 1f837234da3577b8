import type { Node } from "./tree.ts";

const scopes: ReadonlySet<string> = new Set([
  ...["BlockStatement", "StaticBlock", "SwitchStatement", "CatchClause", "ForStatement", "ForInStatement"],
  ...["ForOfStatement", "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "ClassDeclaration"],
  ...["ClassExpression", "PropertyDefinition", "TSModuleDeclaration", "TSEnumDeclaration", "TSFunctionType"],
  ...["TSConditionalType", "TSMappedType", "TSTypeAliasDeclaration", "TSInterfaceDeclaration", "TSMethodSignature"],
]);

/**
 * Estimates what the analysis of scopes would take. It carries every name up through the scopes around it, and it
 * compares the names of one declaration with each other. A hostile program would take minutes.
 */
export function weightOf(nodes: readonly Node[]): number {
  const ends: number[] = [];
  let weight = 0;
  for (const node of nodes) {
    const [start, end] = node.range;
    while (ends.length > 0 && (ends.at(-1) ?? 0) <= start) ends.pop();
    if (node.type === "Identifier") weight += ends.length;
    else if (scopes.has(node.type)) ends.push(end);
    const names = countNames(node);
    if (names > 1) weight += (names * names) / 40;
  }
  return weight;
}

/** How many names one declaration has. */
function countNames(declaration: Node): number {
  let count = 0;
  const stack = namesBegin(declaration);
  for (let node = stack.pop(); node; node = stack.pop()) {
    switch (node.type) {
      case "ObjectPattern":
        stack.push(...node.properties.map((one) => (one.type === "Property" ? one.value : one.argument)));
        break;
      case "ArrayPattern":
        for (const one of node.elements) if (one) stack.push(one);
        break;
      case "AssignmentPattern":
        stack.push(node.left);
        break;
      case "RestElement":
        stack.push(node.argument);
        break;
      default:
        count++;
    }
  }
  return count;
}

function namesBegin(node: Node): Node[] {
  if (node.type === "VariableDeclaration") return node.declarations.map(({ id }) => id);
  if (node.type === "ImportDeclaration") return [...node.specifiers];
  return "params" in node && Array.isArray(node.params) ? [...node.params] : [];
}
