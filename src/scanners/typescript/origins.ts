import type { TSESTree } from "@typescript-eslint/typescript-estree";
import { bare, keyName, type Node, type Tree } from "./tree.ts";

/** Where a value that a name may have comes from. */
export type Origin =
  /** An expression, or what is below a `path` of keys in it. `standsIn`: used where the name has no value yet. */
  | { is: "value"; node: Node; path: readonly string[]; standsIn: boolean }
  /** `*`: the whole module. */
  | { is: "import"; from: string; name: string }
  | { is: "unknown" };

/** One place that gives a name a value. */
export interface Write {
  /** The name as written there. */
  at: Node;
  /** What has to run; the scope's own node where the name has the value from the beginning. */
  by: Node;
  origins: readonly Origin[];
}

const unknown: Origin = { is: "unknown" };

/** The value that a declaration, an assignment or a pattern gives to one of its names. */
export function writeTo(name: Node, tree: Tree): Write {
  const defaults: Origin[] = [];
  const path: string[] = [];
  const ended = (by: Node, origin: Origin): Write => ({ at: name, by, origins: [origin, ...defaults] });
  for (let inner = name, outer = tree.parentOf(inner); outer; inner = outer, outer = tree.parentOf(inner)) {
    switch (outer.type) {
      case "Property": {
        const key = keyName(outer.key, outer.computed);
        if (key === undefined) return ended(ownerOf(outer, tree), unknown);
        path.unshift(key);
        break;
      }
      case "ArrayPattern":
        path.unshift(String(outer.elements.indexOf(inner as TSESTree.DestructuringPattern)));
        break;
      case "AssignmentPattern":
        defaults.push({ is: "value", node: bare(outer.right), path: [...path], standsIn: true });
        break;
      case "ObjectPattern":
      case "TSParameterProperty":
        break;
      case "RestElement":
        // What is left of an object has the same keys; of a list it has others.
        if (tree.parentOf(outer)?.type === "ObjectPattern") break;
        return ended(ownerOf(outer, tree), unknown);
      case "VariableDeclarator":
        if (!outer.init) return ended(ownerOf(outer, tree), unknown);
        return ended(outer, { is: "value", node: bare(outer.init), path, standsIn: false });
      case "AssignmentExpression": {
        const node = outer.operator === "=" ? bare(outer.right) : outer;
        return ended(outer, { is: "value", node, path, standsIn: false });
      }
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return ended(outer, argumentOf(outer, inner, path, tree));
      default:
        return ended(ownerOf(inner, tree), unknown);
    }
  }
  return ended(name, unknown);
}

const owners =
  /^(?:For(?:Of|In)Statement|(?:Update|Assignment)Expression|CatchClause|VariableDeclarator|Program)$|Function/;

/** What writes to a pattern: the loop of a declaration inside its head. */
function ownerOf(node: Node, tree: Tree): Node {
  let one = node;
  for (let outer = tree.parentOf(one); outer && !owners.test(one.type); outer = tree.parentOf(one)) one = outer;
  const loop = one.type === "VariableDeclarator" && !one.init && tree.parentOf(tree.parentOf(one) ?? one);
  return loop && /^For(?:Of|In)Statement$/.test(loop.type) ? loop : one;
}

/** The argument of a function that is called where it is written; any other caller may give anything. */
function argumentOf(made: Node, parameter: Node, path: readonly string[], tree: Tree): Origin {
  const call = tree.parentOf(made);
  if (call?.type !== "CallExpression" || bare(call.callee) !== made || !("params" in made)) return unknown;
  const at = (made.params as readonly Node[]).indexOf(parameter);
  const given = call.arguments[at];
  if (!given || call.arguments.slice(0, at + 1).some((one) => one.type === "SpreadElement")) return unknown;
  return { is: "value", node: bare(given), path, standsIn: false };
}
