import type { Fact, Span, Subject, SubjectId, TextPlace } from "../../facts/index.ts";
import { freeId } from "../free-id.ts";
import type { Names } from "./names.ts";
import type { Node, Tree } from "./tree.ts";

/** One program while it is read. */
export interface Code {
  file: string;
  text: string;
  tree: Tree;
  names: Names;
  /** The program itself. */
  module: SubjectId;
  facts: Fact[];
  subjects: Map<SubjectId, Subject>;
  /** The last number that each name was given. */
  numbers: Map<SubjectId, number>;
}

/** What every fact of one place shares. A comment above the statement speaks of all of it. */
export function base(code: Code, subject: SubjectId, node: Node, span: Span = node.range) {
  const place: TextPlace = { in: "text", file: code.file, span, statement: statementOf(code, node) };
  return { subject, place, seen: "declared", order: span[0] } as const;
}

/** The property, or the statement without a body, that a node is part of. */
function statementOf({ tree }: Code, node: Node): Span {
  for (let one: Node | undefined = node; one; one = tree.parentOf(one)) {
    if (one.type === "Property" && tree.parentOf(one)?.type === "ObjectExpression") return one.range;
    if (/(?:Statement|Declaration|Declarator|PropertyDefinition)$/.test(one.type)) {
      return one.type === "BlockStatement" ? node.range : one.range;
    }
  }
  return node.range;
}

/** A container that the program has started; a second one of the same name gets a number. */
export function beginContainer(code: Code, name: string, node: Node): SubjectId {
  const id = freeId(`container:${code.file}#${name}`, code.subjects, code.numbers);
  const { place } = base(code, id, node);
  code.subjects.set(id, { id, name, ships: false, place });
  return id;
}
