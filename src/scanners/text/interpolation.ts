import type { Part, Span, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { showReference } from "../../facts/shown.ts";
import { braces } from "./braces.ts";
import { finder, foreignTemplates } from "./foreign-template.ts";
import type { Written } from "./written.ts";

/**
 * Is in a template's text for one reference, so that splitting and shell reading treat it as one character of a word.
 */
export const hole = "\uE000";

/** Text after `$$` is resolved, in which each `${X}` has become one `hole`. */
export interface Template extends Written {
  /** What is in the holes, in order. */
  readonly holes: readonly Hole[];
}

export interface Hole {
  /** Index of the hole in the template's text. */
  index: number;
  part: Part;
}

const tooDeep = 20;
const variable = /[A-Za-z_]\w*/y;
const operator = /:?[-+?]/y;

/** Whether a dollar begins a reference; `braced`: only `${X}` is one, and `$${` represents `${`, as in HCL. */
type Dollar = boolean | "braced";

/**
 * Reads Compose's interpolation: `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:?e}`, `${X:+r}`, nested ones, `$$`, and the
 * marks of other template languages.
 */
export function readTemplate(written: Written, dollar: Dollar = true): Template {
  const { text, indented = false } = written;
  if (!/[${}<\uE000]/.test(text)) return { text, at: (index) => written.at(index), holes: [], indented };
  const interpolation = { written, closing: braces(text), foreign: foreignTemplates(text), dollar };
  return { ...expand(interpolation, 0, text.length, 0), indented };
}

/**
 * The first `${` that Compose refuses: it begins no variable that Compose knows, or is not closed. Offsets in the file.
 */
export function refusedInterpolation(written: Written): Span | undefined {
  const { text } = written;
  if (!text.includes("${")) return undefined;
  const refused: Span[] = [];
  expand({ written, closing: braces(text), foreign: foreignTemplates(text), dollar: true, refused }, 0, text.length, 0);
  return refused[0] ?? brokenFallback(written);
}

/**
 * Compose looks for the end of a variable up to the end of its line only. An older one than 2 refuses `$(`, too.
 * https://github.com/compose-spec/compose-go/blob/main/template/template.go
 */
function brokenFallback({ text, at }: Written): Span | undefined {
  const newline = finder(text, "\n");
  const close = finder(text, "}");
  if (newline(0) < 0) return undefined;
  const opening = /\$\$|\$\{/g;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const [line, end] = [newline(found.index), close(found.index)];
    if (found[0] === "${" && line >= 0 && end > line) return [at(found.index), at(found.index + 2)];
  }
  return undefined;
}

/** The value that part of a template is. */
export function partsOf(template: Template, start = 0, end: number = template.text.length): Value {
  const parts: Part[] = [];
  let from = start;
  const literal = (to: number) => {
    if (to > from) parts.push(...literals(template, from, to));
  };
  for (let next = firstHole(template.holes, start); next < template.holes.length; next++) {
    const one = template.holes[next];
    if (!one || one.index >= end) break;
    literal(one.index);
    parts.push(one.part);
    from = one.index + 1;
  }
  literal(end);
  return parts;
}

/**
 * A literal; where the indentation of its lines is no part of the text, one for each line and each line break, so that
 * all keep their exact place.
 */
function literals(template: Template, start: number, end: number): Part[] {
  const { text, at, indented } = template;
  const parts: Part[] = [];
  for (let from = start; from < end; ) {
    const to = indented ? Math.max(lineEnd(template, from, end), from + 1) : end;
    parts.push({ is: "literal", text: new Sealed(text.slice(from, to)), span: [at(from), at(to)] });
    from = to;
  }
  return parts;
}

/** Where a line of an indented text ends: before a line break, and before a blank that represents one. */
function lineEnd({ text, at }: Template, start: number, end: number): number {
  for (let index = start; index < end; index++) {
    const char = text[index];
    if (char === "\n" || (char === " " && index + 1 < text.length && at(index + 1) !== at(index) + 1)) return index;
  }
  return end;
}

/** The template, or a part of it, as a name: references by their names. Only for what is no secret: names and paths. */
export function nameOf(template: Template, start = 0, end: number = template.text.length): string {
  let next = firstHole(template.holes, start);
  const whole = template.text.slice(start, end);
  return whole.replaceAll(hole, (_, index: number) => {
    const part = template.holes[next++]?.part;
    return part?.is === "reference" ? showReference(part, whole.slice(0, index)) : "{{…}}";
  });
}

/** Index of the first hole at or after `index`. */
function firstHole(holes: readonly Hole[], index: number): number {
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holes[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Interpolation {
  written: Written;
  closing: ReturnType<typeof braces>;
  foreign: ReturnType<typeof foreignTemplates>;
  dollar: Dollar;
  /** Where what Compose refuses is noted. */
  refused?: Span[];
}

function expand(interpolation: Interpolation, start: number, end: number, depth: number): Template {
  const { written, dollar } = interpolation;
  const { text } = written;
  const positions: number[] = [];
  const holes: Hole[] = [];
  let out = "";
  let at = start;
  const put = (char: string, from: number, next: number) => {
    out += char;
    positions.push(written.at(from));
    at = next;
  };
  const putHole = (part: Part, next: number) => {
    holes.push({ index: out.length, part });
    put(hole, at, next);
  };
  while (at < end) {
    const char = text.charAt(at);
    const mark = char === "$" || char === "{" || char === "<" ? interpolation.foreign(at, end) : undefined;
    if (mark && !mark.spread) {
      const span: Span = [written.at(at), written.at(mark.next)];
      putHole({ is: "unknown", why: "filled in by a template", span }, mark.next);
    } else if (char === "$" && dollar) {
      if (dollar === "braced" && !/^\$?\$\{/.test(text.slice(at, at + 3))) put("$", at, at + 1);
      else if (text[at + 1] === "$" && at + 1 < end) put("$", at, at + 2);
      else {
        const found = reference(interpolation, at, end, depth);
        if (found) putHole(found.part, found.next);
        else {
          if (text[at + 1] === "{") interpolation.refused?.push([written.at(at), written.at(at + 2)]);
          put("$", at, at + 1);
        }
      }
    } else put(char === hole ? "\uFFFD" : char, at, at + 1);
  }
  positions.push(written.at(end));
  return { text: out, at: (index) => positions[index] ?? written.at(end), holes };
}

/** `$X` or `${X…}` at `at`; nothing where Compose sees no variable. */
function reference(
  interpolation: Interpolation,
  at: number,
  end: number,
  depth: number,
): { part: Part; next: number } | undefined {
  const { written, closing } = interpolation;
  const { text } = written;
  const braced = text[at + 1] === "{";
  const nameStart = braced ? at + 2 : at + 1;
  variable.lastIndex = nameStart;
  const name = variable.exec(text)?.[0];
  if (name === undefined || nameStart + name.length > end) return;
  const to = { store: "env", name } as const;
  const after = nameStart + name.length;
  if (!braced) return { part: { is: "reference", to, span: [written.at(at), written.at(after)] }, next: after };
  const close = closing(at + 1, end);
  if (close < 0 || close < after) return;
  const span: Span = [written.at(at), written.at(close + 1)];
  const next = close + 1;
  if (after === close) return { part: { is: "reference", to, span }, next };
  operator.lastIndex = after;
  const sign = operator.exec(text)?.[0];
  if (sign === undefined) return;
  if (sign.endsWith("?")) return { part: { is: "reference", to, span }, next };
  if (depth >= tooDeep) return { part: { is: "unknown", why: "nested too deeply", span }, next };
  const fallback = partsOf(expand(interpolation, after + sign.length, close, depth + 1));
  const whenSet = sign.endsWith("+");
  return { part: { is: "reference", to, span, fallback, ...(whenSet && { whenSet }) }, next };
}
