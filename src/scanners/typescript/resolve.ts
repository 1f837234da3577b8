import type { Code } from "./code.ts";
import { bare, keyName, type Node, propertiesOf } from "./tree.ts";

/** How far the names of one place are followed: names of names with several values each would never end. */
export interface Trail {
  left: number;
}

/** Every expression that a name, or a property of something constant, may stand for. */
export function declaredAs(node: Node, code: Code, depth = 0): readonly Node[] {
  if (node.type === "Identifier") {
    const origins = code.names.originsOf(node) ?? [];
    return origins.flatMap((one) => (one.is === "value" ? below(one.node, one.path, code, depth) : []));
  }
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return [];
  return below(bare(node.object), [node.property.name], code, depth);
}

/** The only expression that a name stands for; the node itself where there is none. */
export function soleDeclared(node: Node, code: Code): Node {
  const one = bare(node);
  const [declared, ...others] = declaredAs(one, code);
  return declared && others.length === 0 ? declared : one;
}

/** What a path leads to from an expression: through names, two deep. */
export function below(node: Node, [key, ...others]: readonly string[], code: Code, depth = 0): readonly Node[] {
  if (key === undefined) return [node];
  const isName = node.type === "Identifier" || node.type === "MemberExpression";
  const objects = isName ? (depth < 2 ? declaredAs(node, code, depth + 1) : []) : [node];
  return objects.flatMap((object) => {
    const inner = memberOf(object, key);
    return inner ? below(bare(inner), others, code, depth) : [];
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
