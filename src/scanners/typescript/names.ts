import type { Definition, ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import { reachingWrites } from "./flow.ts";
import { missingBefore } from "./guards.ts";
import { type Origin, type Write, writeTo } from "./origins.ts";
import type { Node, Tree } from "./tree.ts";

/** What the names of one program represent, each where it is used. */
export interface Names {
  /** Every value that the name may have at this place; `undefined` for a name that the program does not declare. */
  originsOf(name: Node): readonly Origin[] | undefined;
  /** Every value that the name has anywhere. */
  allOriginsOf(name: Node): readonly Origin[];
}

const unknown: readonly Origin[] = [{ is: "unknown" }];

/** Of more values than these nothing is claimed. */
const mostValues = 16;

/** Follows the names of one program to what is written to them. */
export function namesIn(scopes: ScopeManager, tree: Tree): Names {
  const variables = new Map<Node, Variable>();
  for (const scope of scopes.scopes) {
    for (const { identifier, resolved } of scope.references) if (resolved) variables.set(identifier, resolved);
  }
  const isSame = (one: Node, other: Node) => variables.get(one) === variables.get(other);
  const withGuard = (write: Write): Write => {
    const asked = missingBefore(write.by, tree);
    if (asked?.type !== "Identifier" || !isSame(asked, write.at)) return write;
    return { ...write, origins: write.origins.map((one) => (one.is === "value" ? { ...one, standsIn: true } : one)) };
  };
  const written = memoized((variable: Variable) => {
    const writes = writesOf(variable, tree).map(withGuard);
    return { writes, origins: originsIn(writes), isOnce: writes.every(({ by }) => by === writes[0]?.by) };
  });
  const reaching = memoized((variable: Variable) =>
    reachingWrites(variable, written(variable).writes, tree, mostValues),
  );
  return {
    originsOf(name) {
      const variable = variables.get(name);
      if (!variable) return undefined;
      const { origins, isOnce } = written(variable);
      return isOnce ? origins : originsIn(reaching(variable).get(name) ?? []);
    },
    allOriginsOf(name) {
      const variable = variables.get(name);
      return variable ? written(variable).origins : [];
    },
  };
}

function originsIn(writes: readonly Write[]): readonly Origin[] {
  const origins = writes.slice(0, mostValues + 1).flatMap((write) => write.origins);
  return origins.length > mostValues ? unknown : origins;
}

function memoized<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const made = new WeakMap<Key, Result>();
  return (key) => {
    const before = made.get(key);
    if (before) return before;
    const result = make(key);
    made.set(key, result);
    return result;
  };
}

function writesOf(variable: Variable, tree: Tree): Write[] {
  const begin = variable.scope.block;
  const found = variable.defs.flatMap((definition) => definedBy(definition, begin, tree));
  const seen = new Set<Node>(found.map(({ at }) => at));
  for (const reference of variable.references) {
    if (!reference.isWrite() || seen.has(reference.identifier)) continue;
    seen.add(reference.identifier);
    found.push(writeTo(reference.identifier, tree));
  }
  return found.sort((one, other) => one.at.range[0] - other.at.range[0]);
}

/** What a name has from the beginning of its scope. Variables get theirs where they are written. */
function definedBy({ type, name: at, node, parent }: Definition, begin: Node, tree: Tree): Write[] {
  const from = (...origins: Origin[]): Write[] => [{ at, by: begin, origins }];
  switch (type as string) {
    case "Parameter":
      return from(...writeTo(at, tree).origins);
    case "CatchClause":
      return from({ is: "unknown" });
    case "FunctionName":
    case "ClassName":
    case "TSEnumName":
    case "TSModuleName":
      return from({ is: "value", node, path: [], standsIn: false });
    case "TSEnumMemberName":
      return from(
        node.type === "TSEnumMember" && node.initializer
          ? { is: "value", node: node.initializer, path: [], standsIn: false }
          : { is: "unknown" },
      );
    case "ImportBinding":
      return from(importedBy(node, parent));
    default:
      return [];
  }
}

function importedBy(node: Node, parent: Node | null | undefined): Origin {
  if (node.type === "TSImportEqualsDeclaration") {
    const { moduleReference: from } = node;
    const isModule = from.type === "TSExternalModuleReference" && from.expression.type === "Literal";
    if (!isModule || node.importKind === "type") return { is: "unknown" };
    return { is: "import", from: String(from.expression.value), name: "*" };
  }
  if (parent?.type !== "ImportDeclaration" || parent.importKind === "type") return { is: "unknown" };
  const from = parent.source.value;
  if (node.type === "ImportDefaultSpecifier") return { is: "import", from, name: "default" };
  if (node.type !== "ImportSpecifier") return { is: "import", from, name: "*" };
  if (node.importKind === "type") return { is: "unknown" };
  const { imported } = node;
  return { is: "import", from, name: imported.type === "Identifier" ? imported.name : imported.value };
}
