import type { Variable } from "@typescript-eslint/scope-manager";
import type { Write } from "./origins.ts";
import type { Node, Tree } from "./tree.ts";

/** The writes that may be the last; `undefined` where the program does not come to. */
type State = readonly Write[] | undefined;

const deferred = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|PropertyDefinition)$/;

/**
 * Finds the writes that may be the last before each use of a variable. Straight-line code leaves one.
 * Branches leave those of each, and a loop all that it contains. A function may run at any time: it leaves all.
 * Tests are not evaluated: a value that may hold is one that somebody may see.
 */
export function reachingWrites(
  { scope, references }: Variable,
  writes: readonly Write[],
  tree: Tree,
  most: number,
): Map<Node, readonly Write[]> {
  const root: Node = scope.block;
  const found = new Map<Node, readonly Write[]>();
  const parts = partsWith(
    references.map(({ identifier }) => identifier),
    root,
    tree,
  );
  const finished = new Map<Node, Write[]>();
  for (const write of writes) finished.set(write.by, [...(finished.get(write.by) ?? []), write]);
  // One more than what is told apart says that there are too many.
  const join = (one: State, other: State): State => {
    if (!one || !other || one === other) return one ?? other;
    return one.length > most ? one : [...new Set([...one, ...other])].slice(0, most + 1);
  };
  const inside = ({ range: [start, end] }: Node): readonly Write[] => {
    const first = firstFrom(writes, start);
    return writes.slice(first, Math.min(firstFrom(writes, end), first + most + 1));
  };
  const any = writes.slice(0, most + 1);
  const late = writes.filter(({ by }) => isDeferred(by, root, tree)).slice(0, most + 1);

  const visitAll = (nodes: readonly Node[], state: State): State => {
    let after = state;
    for (const node of nodes) after = visit(node, after);
    return after;
  };
  const visitOne = (node: Node | null | undefined, state: State) => (node ? visit(node, state) : state);
  const visitBranch = (node: Node | null, state: State): State => {
    const after = visitOne(node, state);
    return node && isLeft([node], leaves) ? undefined : after;
  };
  const visit = (node: Node, state: State): State => {
    if (!parts.has(node)) return state;
    if (node !== root && deferred.test(node.type)) {
      visitAll(parts.get(node) ?? [], any);
      return state;
    }
    const own = finished.get(node);
    const after = through(node, state);
    return own && node !== root && after && !/^For/.test(node.type) ? own : after;
  };
  const through = (node: Node, state: State): State => {
    const children = parts.get(node) ?? [];
    switch (node.type) {
      case "Identifier":
        found.set(node, [...(join(state, late) ?? [])].sort(byPlace));
        return state;
      case "IfStatement":
      case "ConditionalExpression": {
        const tested = visit(node.test, state);
        return join(visitBranch(node.consequent, tested), visitBranch(node.alternate, tested));
      }
      case "LogicalExpression": {
        const left = visit(node.left, state);
        return join(left, visit(node.right, left));
      }
      case "AssignmentPattern":
        return visit(node.left, join(state, visit(node.right, state)));
      case "VariableDeclarator":
        return visit(node.id, visitOne(node.init, state));
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "DoWhileStatement": {
        const before = node.type === "ForStatement" ? visitOne(node.init, state) : state;
        const begun = join(before, inside(node));
        visitAll(children, finished.get(node) ?? begun);
        return begun;
      }
      case "SwitchStatement": {
        const asked = visit(node.discriminant, state);
        let ends: State = node.cases.some(({ test }) => !test) ? undefined : asked;
        let fallen: State;
        for (const one of node.cases) {
          fallen = visitAll(parts.get(one) ?? [], join(asked, fallen));
          if (!isLeft(one.consequent)) continue;
          if (!isLeft(one.consequent, leaves)) ends = join(ends, fallen);
          fallen = undefined;
        }
        return join(ends, fallen);
      }
      case "TryStatement": {
        const tried = visit(node.block, state);
        const caught = node.handler
          ? visitBranch(node.handler.body, visitOne(node.handler.param, join(state, inside(node.block))))
          : undefined;
        return visitOne(node.finalizer, join(tried, caught));
      }
      case "BlockStatement": {
        const end = visitAll(children, state);
        return isLeft(node.body, leaves) ? undefined : end;
      }
      default:
        return visitAll(children, state);
    }
  };
  through(root, finished.get(root) ?? []);
  return found;
}

const leaves = /^(?:Return|Throw)Statement$/;
const jumps = /^(?:Return|Throw|Break|Continue)Statement$/;

/** Whether the last of some statements leads elsewhere. */
function isLeft(statements: readonly Node[], by = jumps): boolean {
  const last = statements.at(-1);
  if (last?.type === "BlockStatement") return isLeft(last.body, by);
  return last !== undefined && by.test(last.type);
}

/** What each node has inside that holds one of some names, in order. */
function partsWith(names: readonly Node[], root: Node, tree: Tree): Map<Node, Node[]> {
  const parts = new Map<Node, Node[]>([[root, []]]);
  for (const name of [...names].sort((one, other) => one.range[0] - other.range[0])) {
    let inside: Node[] = [];
    for (let node: Node | undefined = name; node; node = tree.parentOf(node)) {
      const known = parts.get(node);
      if (known) {
        known.push(...inside);
        break;
      }
      parts.set(node, inside);
      inside = [node];
    }
  }
  return parts;
}

/** Whether something runs inside a function of the variable's scope, and so at any time. */
function isDeferred(node: Node, root: Node, tree: Tree): boolean {
  for (let one: Node | undefined = node; one && one !== root; one = tree.parentOf(one)) {
    if (deferred.test(one.type)) return true;
  }
  return false;
}

function byPlace(one: Write, other: Write): number {
  return one.at.range[0] - other.at.range[0];
}

/** The index of the first write at an offset or after it. */
function firstFrom(writes: readonly Write[], offset: number): number {
  let [low, high] = [0, writes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((writes[middle]?.at.range[0] ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
