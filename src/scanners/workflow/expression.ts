import type { Part, Reference, Span } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";

/**
 * What an expression of GitHub Actions or Azure Pipelines gives: `secrets.X`, `env.X`, `inputs.X || 'default'`.
 * Whatever else an expression does with
 * a secret, it may still give it.
 */
export function readExpression(inner: string, span: Span, at: (index: number) => number): Part {
  const operands = alternatives(inner);
  const last = operands.length > 1 ? operands.pop() : undefined;
  const to = referenceIn(operands.map(([from, end]) => inner.slice(from, end)).join(" "));
  const text = last && quoted(inner, last);
  if (text !== undefined && last) {
    // What `a && 'b' || 'c'` chooses among is not what a is.
    const chosen = operands.some(([from, end]) => inner.slice(from, end).includes("&&"));
    const literal: Part = { is: "literal", text: new Sealed(text), span: [at(last[0] + 1), at(last[1] - 1)] };
    if (to && !chosen) return { is: "reference", to, span, fallback: text === "" ? [] : [literal] };
    return { is: "unknown", why: "an expression", span };
  }
  const only = referenceIn(inner);
  return only ? { is: "reference", to: only, span } : { is: "unknown", why: "an expression", span };
}

/** The operands of `||`, without the blanks around them; quotes are seen. */
function alternatives(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  let quote = false;
  const add = (end: number) => {
    const piece = text.slice(start, end);
    const from = start + piece.length - piece.trimStart().length;
    found.push([from, Math.max(from, start + piece.trimEnd().length)]);
  };
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "'") quote = !quote;
    else if (!quote && text.startsWith("||", index)) {
      add(index);
      start = index + 2;
      index++;
    }
  }
  add(text.length);
  return found;
}

function quoted(text: string, [from, end]: Span): string | undefined {
  const piece = text.slice(from, end);
  return /^'[^']*(?:''[^']*)*'$/.test(piece) ? piece.slice(1, -1).replaceAll("''", "'") : undefined;
}

/** A secret before anything else: `format('{0}:{1}', env.USER, secrets.X)`. */
function referenceIn(text: string): Reference | undefined {
  const outside = text.replace(/'[^']*'(?!\])/g, (piece) => " ".repeat(piece.length));
  const secret = /\bsecrets\s*(?:\.\s*([\w-]+)|\[\s*'([\w-]+)'\s*\])/.exec(outside);
  const name = secret?.[1] ?? secret?.[2];
  if (name !== undefined) return isTested(outside, secret?.index ?? 0) ? undefined : { store: "secret", name };
  if (/\bgithub\s*\.\s*token\b/.test(outside)) return { store: "secret", name: "GITHUB_TOKEN" };
  const plain = /^\s*(?:env|vars|variables|inputs|parameters|github\.event\.inputs|matrix)\.([\w-]+)\s*$/.exec(outside);
  return plain?.[1] === undefined ? undefined : { store: "env", name: plain[1] };
}

/** `secrets.X != ''` is true or false. */
function isTested(text: string, at: number): boolean {
  return /^secrets[\w.\s-]*(?:==|!=)/.test(text.slice(at)) && !text.includes("||") && !text.includes("&&");
}
