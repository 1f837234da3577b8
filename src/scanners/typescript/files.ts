import type { Code } from "./code.ts";
import { accessOf } from "./environment.ts";
import { declaredAs, type Trail } from "./resolve.ts";
import { bare, calleeName, keyName, type Node } from "./tree.ts";

/**
 * What a call reads: a secret below /run/secrets, or the file that a variable names. Without a name: one that is made
 * when the program runs.
 */
export interface FileRead {
  from: "secret" | "file";
  name?: string;
}

const readers = /(?:^|\.)(?:readFile|readFileSync|readTextFile|readTextFileSync|file)$/;
const folder = /^(?:\/var)?\/run\/secrets\/(?:([\w.-]+)$)?/;

/** Recognises `readFileSync("/run/secrets/x")` and `readFileSync(process.env.X_FILE)`. */
export function readPath(node: Node, code: Code): FileRead | undefined {
  if (node.type !== "CallExpression" || !readers.test(calleeName(node.callee))) return undefined;
  const [path] = node.arguments;
  return path && readAt(path, code, { left: 100 }, 0);
}

function readAt(node: Node, code: Code, trail: Trail, depth: number): FileRead | undefined {
  const one = bare(node);
  const access = accessOf(one, code);
  if (access) return { from: "file", ...(access.name !== undefined && { name: access.name }) };
  const text = keyName(one, true);
  const [, secret] = (text !== undefined && folder.exec(text)) || [];
  if (secret !== undefined) return { from: "secret", name: secret };
  if (one.type === "TemplateLiteral" && folder.test(one.quasis[0]?.value.raw ?? "")) return { from: "secret" };
  if (one.type === "BinaryExpression" || one.type === "LogicalExpression") {
    return readAt(one.left, code, trail, depth) ?? readAt(one.right, code, trail, depth);
  }
  if (one.type === "CallExpression") return firstOf(one.arguments, code, trail, depth);
  if (one.type !== "Identifier" || depth > 4) return undefined;
  return firstOf(declaredAs(one, code), code, trail, depth);
}

function firstOf(nodes: readonly Node[], code: Code, trail: Trail, depth: number): FileRead | undefined {
  for (const node of nodes) {
    const found = trail.left-- > 0 ? readAt(node, code, trail, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}
