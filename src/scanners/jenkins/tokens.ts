import type { Part, Span } from "../../facts/index.ts";
import { type Hole, hole, type Template } from "../text/interpolation.ts";

/** A text of Groovy, what is filled in as holes, and where it is written, quotes included. */
export interface Quoted extends Template {
  span: Span;
}

/** One token of Groovy. Only what tells where texts are is told apart. */
export type Token =
  | { is: "word"; text: string; span: Span }
  | { is: "sign"; text: string; span: Span }
  | { is: "text"; text: Quoted; span: Span };

const word = /[A-Za-z_]\w*/y;

/** Reads Groovy as far as words, signs and texts go. Comments are passed over; never fails. */
export function* tokens(source: string): Generator<Token> {
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at);
    if (/\s/.test(char) || char === "\uFEFF") at++;
    else if (source.startsWith("//", at) || (char === "#" && at === 0)) at = lineEnd(source, at);
    else if (source.startsWith("/*", at)) {
      const close = source.indexOf("*/", at + 2);
      at = close < 0 ? source.length : close + 2;
    } else if (char === "'" || char === '"') {
      const text = readText(source, at);
      yield { is: "text", text, span: text.span };
      at = text.span[1];
    } else {
      word.lastIndex = at;
      const [found] = word.exec(source) ?? [];
      const end = at + (found ?? char).length;
      yield { is: found === undefined ? "sign" : "word", text: found ?? char, span: [at, end] };
      at = end;
    }
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** Reads a text in one or in three quotes. In double quotes `$x` and `${x}` are filled in. */
function readText(source: string, open: number): Quoted {
  const quote = source.charAt(open);
  const triple = source.startsWith(quote.repeat(3), open);
  const mark = triple ? quote.repeat(3) : quote;
  const positions: number[] = [];
  const holes: Hole[] = [];
  let out = "";
  let at = open + mark.length;
  const put = (char: string, length: number) => {
    out += char === hole ? "\uFFFD" : char;
    positions.push(at);
    at += length;
  };
  while (at < source.length && !source.startsWith(mark, at)) {
    const char = source.charAt(at);
    const next = source.charAt(at + 1);
    if (!triple && char === "\n") break;
    const filled = quote === '"' && char === "$" ? filledIn(source, at) : undefined;
    if (filled) {
      holes.push({ index: out.length, part: filled });
      positions.push(at);
      out += hole;
      at = filled.span[1];
    } else if (char === "\\" && next === "\n") at += 2;
    else if (char === "\\" && next !== "") put(escapes[next] ?? next, 2);
    else put(char, 1);
  }
  const last = Math.min(at, source.length);
  positions.push(last);
  const span: Span = [open, source.startsWith(mark, last) ? last + mark.length : last];
  return { text: out, at: (index) => positions[index] ?? last, holes, span };
}

const simple = /\$([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/y;
const longest = 2000;

function filledIn(source: string, at: number): Part | undefined {
  if (source[at + 1] !== "{") {
    simple.lastIndex = at;
    const [all, path] = simple.exec(source) ?? [];
    return all === undefined || path === undefined ? undefined : reference(path, [at, at + all.length]);
  }
  let depth = 0;
  for (let end = at + 2; end < source.length && end - at < longest; end++) {
    if (source[end] === "{") depth++;
    else if (source[end] === "}" && depth-- === 0) return reference(source.slice(at + 2, end).trim(), [at, end + 1]);
  }
  return undefined;
}

function reference(path: string, span: Span): Part {
  const [, name] = /^(?:env\.|params\.)?([A-Za-z_]\w*)$/.exec(path) ?? [];
  if (name === undefined) return { is: "unknown", why: "an expression", span };
  return { is: "reference", to: { store: "env", name }, span };
}
