import { bindNamed } from "./bindings.ts";
import type { Code } from "./code.ts";
import { bare, calleeName, keyName, type Node, propertiesOf } from "./tree.ts";

const builders: ReadonlySet<string> = new Set(["z", "zod", "Joi", "joi", "yup", "t", "Type", "v", "s"]);
const validators: ReadonlySet<string> = new Set(["str", "url", "host", "email", "makeValidator", "nonEmpty", "secret"]);

/** Variables that a schema describes, with what is in for them: zod and its kin, envalid, convict. */
export function readSchemas(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "Property") readProperty(node, code);
    else if (node.type === "ObjectExpression") readConvict(node, code);
  }
}

/**
 * `X: z.string().default("text")`, `X: str({ default: "text" })`. What is in for developers only (`devDefault`) never
 * runs elsewhere.
 */
function readProperty(property: Node, code: Code): void {
  if (property.type !== "Property") return;
  const name = keyName(property.key, property.computed);
  if (name === undefined || !/^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(name)) return;
  const value = bare(property.value);
  if (value.type !== "CallExpression") return;
  const fallback = defaultOf(value);
  if (fallback) bindNamed(code, property, name, fallback);
}

function defaultOf(call: Node): Node | undefined {
  if (call.type !== "CallExpression") return undefined;
  const [first] = call.arguments;
  if (validators.has(calleeName(call.callee))) {
    return first?.type === "ObjectExpression" ? propertiesOf(first).get("default")?.value : undefined;
  }
  for (let one: Node = call; one.type === "CallExpression" && one.callee.type === "MemberExpression"; ) {
    const method = keyName(one.callee.property, one.callee.computed);
    const [fallback] = one.arguments;
    const object = bare(one.callee.object);
    if ((method === "default" || method === "catch") && fallback && startsAtBuilder(object)) return fallback;
    one = object;
  }
  return undefined;
}

function startsAtBuilder(node: Node): boolean {
  let one = node;
  for (;;) {
    if (one.type === "CallExpression") one = bare(one.callee);
    else if (one.type === "MemberExpression") one = bare(one.object);
    else return one.type === "Identifier" && builders.has(one.name);
  }
}

/** `{ env: "X", default: "text" }`. */
function readConvict(object: Node, code: Code): void {
  if (object.type !== "ObjectExpression") return;
  const properties = propertiesOf(object);
  const name = properties.get("env")?.value;
  const fallback = properties.get("default");
  const variable = name && keyName(name, true);
  if (variable !== undefined && fallback) bindNamed(code, object, variable, fallback.value);
}
