import type { Span, Word } from "../../facts/index.ts";
import { type Hole, partsOf, type Template } from "../text/interpolation.ts";

/** A word of a command, with the variables in it, and where it is written, quotes included. */
export interface TemplateWord extends Template {
  span: Span;
}

/**
 * Splits a command as Compose does, where no shell runs: at blanks, with quotes and backslashes. Compose drops what
 * follows an
 * unquoted `;`, `&`, `|`, `<` or `>`; here these are words like others, because what is dropped is written all the
 * same.
 */
export function splitWords(template: Template): TemplateWord[] {
  const { text } = template;
  const words: TemplateWord[] = [];
  let open: OpenWord | undefined;
  let quote = "";
  let nextHole = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (!quote && /\s/.test(char)) {
      if (open) words.push(closed(open, template, index));
      open = undefined;
      continue;
    }
    open ??= { start: index, text: "", positions: [], holes: [] };
    if (quote ? char === quote : char === "'" || char === '"') {
      quote = quote ? "" : char;
      continue;
    }
    const escaped = char === "\\" && quote !== "'" && index + 1 < text.length;
    if (escaped) index++;
    const hole = template.holes[nextHole];
    if (hole?.index === index) {
      open.holes.push({ index: open.text.length, part: hole.part });
      nextHole++;
    }
    open.positions.push(template.at(escaped ? index - 1 : index));
    open.text += text.charAt(index);
  }
  if (open) words.push(closed(open, template, text.length));
  return words;
}

/** The word as facts hold it. */
export function wordOf(word: TemplateWord): Word {
  return { value: partsOf(word), span: word.span };
}

interface OpenWord {
  start: number;
  text: string;
  positions: number[];
  holes: Hole[];
}

function closed(open: OpenWord, template: Template, end: number): TemplateWord {
  const { text, positions, holes } = open;
  const span: Span = [template.at(open.start), template.at(end)];
  // A closing quote is no part of the text: what ends before it ends where it is.
  const last =
    template.text.charAt(end - 1) === template.text.charAt(open.start) && /["']/.test(template.text.charAt(end - 1));
  const stop = last && end - 1 > open.start ? template.at(end - 1) : span[1];
  return { text, at: (index) => positions[index] ?? stop, holes, span };
}
