import type { Value } from "../../facts/index.ts";
import type { Code } from "./code.ts";
import { tellText } from "./told-texts.ts";
import { bare, calleeName, keyName, type Node, propertiesOf } from "./tree.ts";
import { literalIn } from "./values.ts";

const withPassword = /[a-z][a-z\d+.-]{0,40}:\/\/[^\s/:@"'<>]{0,200}:[^\s/@]{1,400}@/i;
/** Long enough for a token, and not words only. */
const likeToken = /(?=[\w.+/=:~-]{0,40}\d)[\w.+/=:~-]{16}/;
const privateKey = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY/;
/** Names that could be a secret's; the judge decides. */
export const likeSecret = /pass|pwd|secret|token|key|salt|credential|auth|pin$/i;

/**
 * The texts that a program is written with: URLs with a password and what could be a token, wherever they are, and the
 * text of what is called like a secret.
 */
export function readStrings(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "TemplateLiteral") readString(node, code);
    else if (node.type === "Literal" && typeof node.value === "string" && node.value.length > 2) readString(node, code);
  }
}

function readString(node: Node, code: Code): void {
  const parent = code.tree.parentOf(node);
  if (parent && isNoValue(node, parent)) return;
  const written = code.text.slice(...node.range);
  const { name, by } = nameOf(node, code) ?? {};
  if (name && by && likeSecret.test(name)) {
    const value = literalIn(node, code);
    if (isSole(value)) tellText(code, by, name, value, isOfAccount(by, code) ? "account" : "named");
  } else if (privateKey.test(written) || likeToken.test(written) || withPassword.test(written)) {
    tellText(code, node, nameAround(node, code) ?? "a text", literalIn(node, code), "text");
  }
}

/** Beside the name of a user: what a form sends, what a program fills a database with, and what it logs in with. */
function isOfAccount(property: Node, code: Code): boolean {
  const object = code.tree.parentOf(property);
  if (object?.type !== "ObjectExpression") return false;
  return [...propertiesOf(object).keys()].some((name) => /^(?:e?mail|user|user_?name|login|phone)$/i.test(name));
}

function isSole(value: Value): boolean {
  return value.length === 1 && value[0]?.is === "literal";
}

/** A path of an import, the name of a property, a type, what an element shows: nothing is stored there. */
function isNoValue(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "TSLiteralType":
    case "TSExternalModuleReference":
      return true;
    case "Property":
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.key === node && parent.value !== node;
    case "MemberExpression":
      return parent.property === node;
    default:
      return false;
  }
}

/** What a text is the value of: a variable, a property, a field, the default of a parameter. */
function nameOf(node: Node, code: Code): { name: string; by: Node } | undefined {
  let inner = node;
  let parent = code.tree.parentOf(inner);
  while (parent && bare(parent) === bare(inner) && parent !== inner) {
    inner = parent;
    parent = code.tree.parentOf(inner);
  }
  const name = parent && namedBy(parent, inner);
  return name === undefined || !parent ? undefined : { name, by: parent };
}

function namedBy(parent: Node, inner: Node): string | undefined {
  switch (parent.type) {
    case "Property":
    case "PropertyDefinition":
      return parent.value === inner ? keyName(parent.key, parent.computed) : undefined;
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : undefined;
    case "AssignmentPattern":
      return parent.left.type === "Identifier" ? parent.left.name : undefined;
    case "AssignmentExpression":
      return parent.operator === "=" ? lastName(parent.left) : undefined;
    default:
      return undefined;
  }
}

function lastName(node: Node): string | undefined {
  const one = bare(node);
  if (one.type === "Identifier") return one.name;
  return one.type === "MemberExpression" ? keyName(one.property, one.computed) : undefined;
}

/** What a text is in, as far as its statement has a name for it: the called function, where nothing else has one. */
function nameAround(node: Node, code: Code): string | undefined {
  for (let inner = node, outer = code.tree.parentOf(inner); outer; inner = outer, outer = code.tree.parentOf(inner)) {
    const name = namedBy(outer, inner) ?? calledBy(outer);
    if (name !== undefined && name !== "") return name;
    if (/Statement$|^Program$/.test(outer.type)) return undefined;
  }
  return undefined;
}

function calledBy(node: Node): string | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  return calleeName(node.callee).split(".").at(-1);
}
