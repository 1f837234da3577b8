import type { Span } from "../../facts/index.ts";
import { bodyEnd, type Cursor, lineEnd, pastBlanks, pastSpace } from "./hcl-cursor.ts";
import { type HclText, readHereDocument, readString } from "./hcl-text.ts";

/** An expression, as far as it tells what is written there. `other`: a call, a condition, a calculation. */
export type Expression =
  | { is: "text"; text: HclText; span: Span }
  | { is: "name"; name: string; span: Span }
  | { is: "list"; items: Expression[]; span: Span }
  | { is: "map"; entries: Attribute[]; span: Span }
  | { is: "other"; span: Span };

/** `name = value`. */
export interface Attribute {
  name: string;
  span: Span;
  value: Expression;
}

/** `type "label" { … }`. */
export interface Block {
  type: string;
  label: string;
  /** Type and label. */
  span: Span;
  attributes: Attribute[];
}

const word = /[A-Za-z_][\w-]*/y;
const deepest = 40;

/** Reads the blocks of an HCL text. Never fails: what it does not understand it passes over. */
export function readHcl(text: string): Block[] {
  const blocks: Block[] = [];
  const cursor: Cursor = { text, at: text.startsWith("\uFEFF") ? 1 : 0 };
  while (cursor.at < text.length) {
    pastSpace(cursor);
    const start = cursor.at;
    const type = take(cursor, word);
    if (type === undefined) {
      cursor.at = Math.max(cursor.at + 1, lineEnd(text, cursor.at));
      continue;
    }
    pastBlanks(cursor);
    const label = text[cursor.at] === '"' ? plainText(readString(cursor)) : "";
    const span: Span = [start, cursor.at];
    pastBlanks(cursor);
    if (text[cursor.at] !== "{") {
      cursor.at = lineEnd(text, cursor.at);
      continue;
    }
    cursor.at++;
    blocks.push({ type, label, span, attributes: readAttributes(cursor, 0) });
  }
  return blocks;
}

/** What is between braces, up to the one that closes. Blocks inside are passed over. */
function readAttributes(cursor: Cursor, depth: number): Attribute[] {
  const { text } = cursor;
  const found: Attribute[] = [];
  while (cursor.at < text.length) {
    pastSpace(cursor);
    if (text[cursor.at] === "}") {
      cursor.at++;
      break;
    }
    const start = cursor.at;
    const name = text[start] === '"' ? plainText(readString(cursor)) : take(cursor, word);
    pastBlanks(cursor);
    const sign = text[cursor.at];
    if (name === undefined || name === "" || (sign !== "=" && sign !== ":")) {
      if (sign === "{" || sign === '"') skipBlock(cursor, depth + 1);
      // The rest of a line that begins with no name is no name either: a string above it may not be closed.
      else cursor.at = Math.max(start + 1, name === undefined ? bodyEnd(text, start) : cursor.at);
      continue;
    }
    cursor.at++;
    const value = readExpression(cursor, depth + 1);
    found.push({ name, span: [start, Math.max(cursor.at, value.span[1])], value });
  }
  return found;
}

function readExpression(cursor: Cursor, depth: number): Expression {
  const { text } = cursor;
  pastBlanks(cursor);
  const start = cursor.at;
  const first = depth < deepest ? readOperand(cursor, depth) : undefined;
  const end = cursor.at;
  pastBlanks(cursor);
  // What goes on is more than one operand.
  if (
    first &&
    (cursor.at >= text.length ||
      /[\r\n,}\])#]/.test(text[cursor.at] ?? "") ||
      /^\/[/*]/.test(text.slice(cursor.at, cursor.at + 2)))
  ) {
    if (text[cursor.at] === ",") cursor.at++;
    return first;
  }
  cursor.at = bodyEnd(text, Math.max(cursor.at, start));
  return { is: "other", span: [start, Math.max(end, cursor.at)] };
}

function readOperand(cursor: Cursor, depth: number): Expression | undefined {
  const { text } = cursor;
  const start = cursor.at;
  const char = text[start];
  if (char === '"') {
    const found = readString(cursor);
    return { is: "text", text: found, span: [start, cursor.at] };
  }
  if (char === "<") {
    const found = readHereDocument(cursor);
    return found && { is: "text", text: found, span: [start, cursor.at] };
  }
  if (char === "{") {
    cursor.at++;
    const entries = readAttributes(cursor, depth);
    return { is: "map", entries, span: [start, cursor.at] };
  }
  if (char === "[") return { is: "list", items: readList(cursor, depth), span: [start, cursor.at] };
  const name = take(cursor, word);
  if (name !== undefined) return { is: "name", name, span: [start, cursor.at] };
  const number = take(cursor, /-?[\d.]+/y);
  return number === undefined ? undefined : { is: "other", span: [start, cursor.at] };
}

function readList(cursor: Cursor, depth: number): Expression[] {
  const { text } = cursor;
  const items: Expression[] = [];
  cursor.at++;
  while (cursor.at < text.length) {
    pastSpace(cursor);
    if (text[cursor.at] === "]") {
      cursor.at++;
      break;
    }
    const before = cursor.at;
    items.push(readExpression(cursor, depth + 1));
    if (cursor.at === before) cursor.at++;
  }
  return items;
}

function skipBlock(cursor: Cursor, depth: number): void {
  const open = cursor.text.indexOf("{", cursor.at);
  if (open < 0 || depth > deepest) {
    cursor.at = cursor.text.length;
    return;
  }
  cursor.at = open + 1;
  readAttributes(cursor, depth);
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/** A label or a name in quotes: nothing is filled in there. */
function plainText(text: HclText): string {
  return text.pieces.map((piece) => ("text" in piece ? piece.text : "…")).join("");
}
