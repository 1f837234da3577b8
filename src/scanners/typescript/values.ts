import type { Part, Span, Value } from "../../facts/fact.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { Code } from "./code.ts";
import { accessOf } from "./environment.ts";
import { readPath } from "./files.ts";
import { bare, calleeName, type Node, propertiesOf } from "./tree.ts";

const tooDeep = 12;

/** What an expression amounts to, names followed to where they are declared. */
export function valueIn(node: Node, code: Code, depth = 0): Value {
  const one = bare(node);
  const unknown: Value = [{ is: "unknown", why: "an expression", span: one.range }];
  if (depth > tooDeep) return unknown;
  const inner = (next: Node) => valueIn(next, code, depth + 1);
  const access = accessOf(one, code);
  if (access?.name !== undefined)
    return [{ is: "reference", to: { store: access.from, name: access.name }, span: one.range }];
  switch (one.type) {
    case "Literal":
      if (typeof one.value === "string") return literal(code, [one.range[0] + 1, one.range[1] - 1], one.value);
      return one.value === null ? [] : literal(code, one.range, String(one.raw));
    case "TemplateLiteral":
      return one.quasis.flatMap((quasi, index) => {
        const span: Span = [quasi.range[0] + 1, quasi.range[1] - (quasi.tail ? 1 : 2)];
        const hole = one.expressions[index];
        return [...literal(code, span, quasi.value.cooked ?? ""), ...(hole ? inner(hole) : [])];
      });
    case "BinaryExpression":
      return one.operator === "+" ? [...inner(one.left), ...inner(one.right)] : unknown;
    case "LogicalExpression":
      return one.operator === "&&" ? unknown : withFallback(inner(one.left), () => inner(one.right), one);
    case "ConditionalExpression":
      return asksForItself(one.test, one.consequent, code)
        ? withFallback(inner(one.consequent), () => inner(one.alternate), one)
        : unknown;
    case "Identifier":
    case "MemberExpression": {
      const declared = declaredAs(one, code);
      return declared ? inner(declared) : unknown;
    }
    case "CallExpression": {
      const path = readPath(one, code);
      if (path) return [{ is: "reference", to: { store: "file", name: path.name ?? "a file" }, span: one.range }];
      if (one.callee.type === "MemberExpression" && /\.(?:trim|toString|trimEnd)$/.test(`.${calleeName(one.callee)}`))
        return inner(one.callee.object);
      const [only] = one.arguments;
      return calleeName(one.callee) === "String" && only ? inner(only) : unknown;
    }
    default:
      return unknown;
  }
}

/** What a name, or a property of a constant object, is declared as. */
export function declaredAs(node: Node, code: Code): Node | undefined {
  if (node.type === "Identifier") {
    const declared = code.find(node.name, node);
    if (declared?.is !== "variable") return undefined;
    return declared.key === undefined ? declared.init : member(declared.init, declared.key, code);
  }
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return undefined;
  return member(bare(node.object), node.property.name, code);
}

function member(object: Node, key: string, code: Code): Node | undefined {
  const found = object.type === "Identifier" ? code.find(object.name, object) : undefined;
  const init = found?.is === "variable" && found.key === undefined ? found.init : object;
  return init.type === "ObjectExpression" ? propertiesOf(init).get(key)?.value : undefined;
}

function literal({ text }: Code, span: Span, decoded: string): Part[] {
  if (span[1] <= span[0]) return [];
  const written = text.slice(...span);
  return [{ is: "literal", text: new Sealed(written.includes("\\") ? decoded : written), span }];
}

/** What stands in where a reference has no value. */
function withFallback(left: Value, right: () => Value, node: Node): Value {
  const [first, ...others] = left;
  if (first?.is !== "reference" || others.length > 0)
    return left.length === 0 ? right() : [{ is: "unknown", why: "an expression", span: node.range }];
  const fallback = first.fallback ? withFallback(first.fallback, right, node) : right();
  return [{ ...first, span: node.range, fallback }];
}

/** `process.env.X ? process.env.X : "…"`. */
function asksForItself(test: Node, consequent: Node, code: Code): boolean {
  const used = accessOf(consequent, code)?.name;
  const asked = test.type === "BinaryExpression" ? test.left : test;
  return used !== undefined && accessOf(asked, code)?.name === used;
}
