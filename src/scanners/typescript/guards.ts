import { bare, type Node, type Tree } from "./tree.ts";

/** An expression that a test asks whether it has a value. */
interface Asked {
  node: Node;
  /** Whether the test holds where it has one. */
  present: boolean;
}

/** What has no value where an assignment runs: `x` of `if (!x) x = "text"`. */
export function missingBefore(assignment: Node, tree: Tree): Node | undefined {
  const asked = askedBefore(assignment, tree);
  return asked && !asked.present ? asked.node : undefined;
}

/** What has a value where an assignment runs: `x` of `if (x) y = x`. */
export function presentBefore(assignment: Node, tree: Tree): Node | undefined {
  const asked = askedBefore(assignment, tree);
  return asked?.present ? asked.node : undefined;
}

/** What the nearest `if` asks of whose branch the assignment is a statement. */
function askedBefore(assignment: Node, tree: Tree): Asked | undefined {
  if (assignment.type !== "AssignmentExpression") return undefined;
  let branch: Node | undefined = tree.parentOf(assignment);
  if (branch?.type !== "ExpressionStatement") return undefined;
  let outer = tree.parentOf(branch);
  if (outer?.type === "BlockStatement") {
    branch = outer;
    outer = tree.parentOf(branch);
  }
  if (outer?.type !== "IfStatement") return undefined;
  const asked = askedBy(outer.test);
  return asked && { node: asked.node, present: asked.present === (branch === outer.consequent) };
}

function askedBy(test: Node): Asked | undefined {
  const one = bare(test);
  if (one.type === "Identifier" || one.type === "MemberExpression") return { node: one, present: true };
  if (one.type === "UnaryExpression" && one.operator === "!") {
    const inner = askedBy(one.argument);
    return inner && { ...inner, present: !inner.present };
  }
  if (one.type !== "BinaryExpression" || !/^[!=]==?$/.test(one.operator)) return undefined;
  const left = bare(one.left);
  const asked = left.type === "UnaryExpression" && left.operator === "typeof" ? bare(left.argument) : left;
  if (asked.type !== "Identifier" && asked.type !== "MemberExpression") return undefined;
  return isNothing(bare(one.right)) ? { node: asked, present: one.operator.startsWith("!") } : undefined;
}

function isNothing(node: Node): boolean {
  if (node.type === "Identifier") return node.name === "undefined";
  return node.type === "Literal" && (node.value === null || node.value === "" || node.value === "undefined");
}
