import type { Read } from "../../facts/index.ts";
import { base, type Code } from "./code.ts";
import { accessOf } from "./environment.ts";
import { readPath } from "./files.ts";
import { takenBy } from "./patterns.ts";
import { bare, keyName, type Node } from "./tree.ts";

/** Every place where the program reads a variable, a secret, or a file that a variable names. */
export function readReads(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "MemberExpression" || node.type === "CallExpression") readHere(node, code);
    for (const { from, name, property } of takenBy(node, code)) tell(property, code, { from, name });
    if (node.type === "Literal" && typeof node.value === "string") readFolder(node, node.value, code);
    if (node.type === "TemplateElement") readFolder(node, node.value.raw, code);
  }
}

function readHere(node: Node, code: Code): void {
  const file = readPath(node, code);
  if (file) tell(node, code, file);
  if (isWritten(node, code) || isSwitch(node, code)) return;
  const access = accessOf(node, code);
  if (access?.name !== undefined) tell(node, code, access);
  else if (access && namesFile(node)) tell(node, code, { from: "file" });
}

/** `process.env[name + "_FILE"]`, ``process.env[`${name}_FILE`]``. */
function namesFile(node: Node): boolean {
  if (node.type !== "MemberExpression") return false;
  const { property } = node;
  const last =
    property.type === "TemplateLiteral"
      ? property.quasis.at(-1)?.value.raw
      : property.type === "BinaryExpression" && keyName(property.right, true);
  return typeof last === "string" && /_file$/i.test(last);
}

/** A path below /run/secrets tells that the program knows where secrets are, anyone who reads it in the end. */
function readFolder(node: Node, text: string, code: Code): void {
  const [, name] = /^(?:\/var)?\/run\/secrets(?:\/([\w.-]*))?$/.exec(text) ?? [undefined, undefined];
  if (/^(?:\/var)?\/run\/secrets(?:\/|$)/.test(text)) tell(node, code, { from: "secret", ...(name && { name }) });
}

/** `process.env.X = …`, `delete process.env.X`. */
function isWritten(node: Node, code: Code): boolean {
  const parent = code.tree.parentOf(node);
  if (parent?.type === "AssignmentExpression") return bare(parent.left) === node && parent.operator === "=";
  return parent?.type === "UnaryExpression" && parent.operator === "delete";
}

/** `process.env.CORS_CREDENTIALS !== "false"`: what is asked like this is no secret. */
function isSwitch(node: Node, code: Code): boolean {
  const parent = code.tree.parentOf(node);
  if (parent?.type !== "BinaryExpression" || !/^[!=]==?$/.test(parent.operator)) return false;
  const other = bare(parent.left) === node ? parent.right : parent.left;
  return /^(?:true|false|yes|no|on|off|[01])$/i.test(keyName(other, true) ?? "");
}

function tell(node: Node, code: Code, read: Pick<Read, "from" | "name">): void {
  code.facts.push({ kind: "read", ...read, ...base(code, code.module, node) });
}
