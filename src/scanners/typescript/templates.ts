import type { Part } from "../../facts/index.ts";
import { type Hole, hole, type Template } from "../text/interpolation.ts";
import type { Code } from "./code.ts";
import { bare, type Node } from "./tree.ts";
import { valueIn } from "./values.ts";

/** A text that is passed to a shell, with where each of its characters is written; what is filled in is a hole. */
export function templateOf(node: Node, code: Code): Template | undefined {
  const positions: number[] = [];
  const holes: Hole[] = [];
  let text = "";
  let end = node.range[1];
  const write = (from: number, to: number) => {
    for (const [char, at] of decoded(code.text, from, to)) {
      text += char === hole ? "\uFFFD" : char;
      positions.push(at);
    }
    end = to;
  };
  const fill = (inner: Node) => {
    const [part, ...others] = valueIn(inner, code);
    const alone: Part =
      part && others.length === 0
        ? { ...part, span: inner.range }
        : { is: "unknown", why: "an expression", span: inner.range };
    // A text that is written elsewhere in the file cannot be inside this one.
    const known: Part = alone.is === "literal" ? { is: "unknown", why: "a constant", span: inner.range } : alone;
    holes.push({ index: text.length, part: known });
    text += hole;
    positions.push(inner.range[0]);
    end = inner.range[1];
  };
  const read = (one: Node): boolean => {
    const inner = bare(one);
    if (inner.type === "Literal" && typeof inner.value === "string") write(inner.range[0] + 1, inner.range[1] - 1);
    else if (inner.type === "TemplateLiteral") {
      inner.quasis.forEach((quasi, index) => {
        write(quasi.range[0] + 1, quasi.range[1] - (quasi.tail ? 1 : 2));
        const filled = inner.expressions[index];
        if (filled) fill(filled);
      });
    } else if (inner.type === "BinaryExpression" && inner.operator === "+")
      return read(inner.left) && read(inner.right);
    else if (text.length > 0) fill(inner);
    else return false;
    return true;
  };
  if (!read(node)) return undefined;
  return { text, at: (index) => positions[index] ?? end, holes };
}

const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0" };

/** The characters between two offsets and where each is written. */
function* decoded(text: string, from: number, to: number): Generator<[char: string, at: number]> {
  for (let at = from; at < to; ) {
    const char = text.charAt(at);
    if (char !== "\\") {
      yield [char, at++];
      continue;
    }
    const [code] = /^(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2})/i.exec(text.slice(at + 1, at + 10)) ?? [];
    const next = text.charAt(at + 1);
    if (code !== undefined) yield [String.fromCharCode(Number.parseInt(code.replace(/[ux{}]/g, ""), 16)), at];
    else if (next !== "\n") yield [simple[next] ?? next, at];
    at += 2 + (code === undefined ? 0 : code.length - 1);
  }
}
