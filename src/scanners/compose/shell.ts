import type { Fact, Part, Span } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { readShell, type ShellBase } from "../shell/index.ts";
import { hole, type Template } from "../text/interpolation.ts";

/**
 * Reads text that a shell gets after Compose has filled in its variables: the shell sees each as one character, and it
 * is put back afterwards.
 */
export function readTemplateShell(template: Template, about: Omit<ShellBase, "at">): readonly Fact[] {
  return withHoles(readShell(template.text, { ...about, at: template.at }), template);
}

/** Facts that were read from a template's text, with what is in its holes put back. */
export function withHoles(facts: readonly Fact[], template: Template): readonly Fact[] {
  return template.holes.length === 0 ? facts : facts.map((fact) => restored(fact, template) as Fact);
}

function restored(node: unknown, template: Template): unknown {
  if (typeof node === "string") return node.replaceAll(hole, "{{…}}");
  if (node instanceof Sealed || typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) {
    return node.flatMap((item) => (isLiteral(item) ? pieces(item, template) : [restored(item, template)]));
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, restored(value, template)]));
}

type Literal = Extract<Part, { is: "literal" }>;

function isLiteral(item: unknown): item is Literal {
  return typeof item === "object" && item !== null && (item as { is?: unknown }).is === "literal";
}

/** The literal cut at its holes, each hole filled again. */
function pieces(literal: Literal, template: Template): Part[] {
  return literal.text.open((text) => {
    if (!text.includes(hole)) return [literal];
    const [start, end] = literal.span;
    let next = firstFrom(template, start);
    const parts: Part[] = [];
    let from = start;
    const put = (piece: string, to: number) => {
      const span: Span = [from, to];
      if (piece !== "") parts.push({ is: "literal", text: new Sealed(piece), span });
    };
    for (const piece of text.split(hole)) {
      const part = template.holes[next++]?.part;
      if (!part || part.span[1] > end) {
        put(piece, end);
        break;
      }
      put(piece, part.span[0]);
      parts.push(part);
      from = part.span[1];
    }
    return parts;
  });
}

/** Index of the first hole that is written at or after an offset of the file. */
function firstFrom(template: Template, offset: number): number {
  let low = 0;
  let high = template.holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((template.holes[middle]?.part.span[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
