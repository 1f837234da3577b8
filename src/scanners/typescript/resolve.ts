import type { Code } from "./code.ts";
import { bare, keyName, type Node, propertiesOf } from "./tree.ts";

/** How far the names of one place are followed: names of names with several values each would never end. */
export interface Trail {
  left: number;
}

/** Every expression that a name, or a property of something constant, may represent, as far as the program says. */
export function declaredAs(node: Node, code: Code): readonly Node[] {
  return candidates(node, code, 0).flatMap((one) => one ?? []);
}

/** The only expression that a name can represent; `undefined` where there may be others. */
export function soleDeclared(node: Node, code: Code): Node | undefined {
  const [declared, ...others] = candidates(bare(node), code, 0);
  return others.length === 0 ? declared : undefined;
}

/** What a path leads to from an expression. */
export function below(node: Node, path: readonly string[], code: Code): readonly Node[] {
  return descend(node, path, code, 0).flatMap((one) => one ?? []);
}

/** `undefined` where the program does not say. */
type Candidate = Node | undefined;

function candidates(node: Node, code: Code, depth: number): readonly Candidate[] {
  if (node.type === "Identifier") {
    const origins = code.names.originsOf(node) ?? [];
    return origins.flatMap((one) => (one.is === "value" ? descend(one.node, one.path, code, depth) : [undefined]));
  }
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return [];
  return descend(bare(node.object), [node.property.name], code, depth);
}

/** Names on the way are followed two deep. */
function descend(node: Node, [key, ...others]: readonly string[], code: Code, depth: number): readonly Candidate[] {
  if (key === undefined) return [node];
  const isName = node.type === "Identifier" || node.type === "MemberExpression";
  const objects = isName ? (depth < 2 ? candidates(node, code, depth + 1) : []) : [node];
  return objects.flatMap((object) => {
    const inner = object && memberOf(object, key);
    return inner ? descend(bare(inner), others, code, depth) : [undefined];
  });
}

function memberOf(object: Node, key: string): Node | undefined {
  switch (object.type) {
    case "ObjectExpression":
      return propertiesOf(object).get(key)?.value;
    case "ArrayExpression": {
      const at = Number(key);
      return object.elements.slice(0, at).some((one) => one?.type === "SpreadElement")
        ? undefined
        : (object.elements[at] ?? undefined);
    }
    case "TSEnumDeclaration":
      return object.body.members.find(({ id }) => keyName(id, false) === key)?.initializer;
    case "ClassDeclaration":
    case "ClassExpression":
      return staticOf(object.body, key);
    case "TSModuleDeclaration":
      return exportedBy(object.body, key);
    default:
      return undefined;
  }
}

function staticOf(body: Node, key: string): Node | undefined {
  if (body.type !== "ClassBody") return undefined;
  for (const one of body.body) {
    const isConstant = one.type === "PropertyDefinition" && one.static && one.value;
    if (isConstant && keyName(one.key, one.computed) === key) return isConstant;
  }
  return undefined;
}

function exportedBy(body: Node | undefined, key: string): Node | undefined {
  if (body?.type !== "TSModuleBlock") return undefined;
  for (const { declaration } of body.body.filter((one) => one.type === "ExportNamedDeclaration")) {
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
    const found = declaration.declarations.find(({ id }) => id.type === "Identifier" && id.name === key);
    if (found?.init) return found.init;
  }
  return undefined;
}
