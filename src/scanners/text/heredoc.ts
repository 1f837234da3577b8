import { readDollar } from "./dollar.ts";
import { isSpace } from "./words.ts";

/** A here-document that a line announces. */
export interface HeredocMark {
  /** What the line that ends it says. */
  name: string;
  /** Whether variables of its body are resolved: not when a part of the name is quoted. */
  expand: boolean;
  /** `<<-`: tabs before the lines do not count. */
  chomp: boolean;
}

/**
 * The here-documents of a line, as the builder finds them: words that begin with `<<`, a file descriptor before and
 * blanks after it allowed.
 * None when a quote or a brace is not closed, and none inside quotes.
 */
export function heredocMarks(line: string): HeredocMark[] {
  if (!line.includes("<<")) return [];
  return (shellWords(line, { rawQuotes: true, rawEscapes: true }) ?? []).flatMap((word) => heredocMark(word) ?? []);
}

/** Reads one word as the mark of a here-document. */
export function heredocMark(word: string): HeredocMark | undefined {
  if (!word.includes("<<")) return undefined;
  const [, dash, rest] = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? [];
  if (rest === undefined || rest === "") return undefined;
  const [name, more] = shellWords(rest, { rawQuotes: false, rawEscapes: false }) ?? [];
  const [raw] = shellWords(rest, { rawQuotes: true, rawEscapes: false }) ?? [];
  if (name === undefined || more !== undefined || raw === undefined) return undefined;
  return { name, expand: quotes(name) === quotes(raw), chomp: dash === "-" };
}

function quotes(text: string): number {
  return text.replace(/[^'"]/g, "").length;
}

interface Raw {
  rawQuotes: boolean;
  rawEscapes: boolean;
}

interface Lexer extends Raw {
  line: string;
  index: number;
  depth: number;
  /** Shared by all levels, as in the builder: what is in the word before a `${…-…}` is lost. */
  word: string;
}

/** Splits as a shell would, variables kept as written. `undefined`: the builder gives up on the line. */
function shellWords(line: string, raw: Raw): string[] | undefined {
  return read({ line, index: 0, depth: 0, word: "", ...raw }, "")?.words;
}

interface Read {
  words: string[];
  text: string;
}

function read(lexer: Lexer, stop: string): Read | undefined {
  const { line } = lexer;
  const words: string[] = [];
  let text = "";
  lexer.word = "";
  const end = () => {
    if (lexer.word !== "") words.push(lexer.word);
    lexer.word = "";
  };
  const addSplit = (part: string) => {
    for (const char of part) {
      if (isSpace(char)) end();
      else lexer.word += char;
    }
    text += part;
  };
  const addWhole = (part: string) => {
    lexer.word += part;
    text += part;
  };
  while (lexer.index < line.length) {
    const char = line[lexer.index] ?? "";
    if (char === stop) {
      lexer.index++;
      end();
      return { words, text };
    }
    if (char === "$") {
      const part = variable(lexer);
      if (part === undefined) return undefined;
      addSplit(part);
    } else if (char === "'" || char === '"') {
      const part = quoted(lexer, char);
      if (part === undefined) return undefined;
      addWhole(part);
    } else if (char === "<") addWhole(angle(lexer));
    else if (char === "\\") {
      if (lexer.rawEscapes) addWhole(char);
      addWhole(line[lexer.index + 1] ?? "");
      lexer.index += 2;
    } else {
      addSplit(char);
      lexer.index++;
    }
  }
  end();
  return stop === "" ? { words, text } : undefined;
}

/** `<<` and the blanks after it are one piece. */
function angle(lexer: Lexer): string {
  const start = lexer.index++;
  if (lexer.line[lexer.index] !== "<") return "<";
  do lexer.index++;
  while ("\t\r ".includes(lexer.line[lexer.index] ?? "none"));
  return lexer.line.slice(start, lexer.index);
}

function quoted(lexer: Lexer, quote: string): string | undefined {
  const { line } = lexer;
  const raw = lexer.rawQuotes ? quote : "";
  let text = raw;
  lexer.index++;
  while (lexer.index < line.length) {
    const char = line[lexer.index] ?? "";
    const next = line[lexer.index + 1] ?? "";
    if (char === quote) {
      lexer.index++;
      return text + raw;
    }
    if (quote === '"' && char === "$") {
      const part = variable(lexer);
      if (part === undefined) return undefined;
      text += part;
    } else if (quote === '"' && char === "\\") {
      const taken = next === '"' || next === "$" || next === "\\";
      text += (lexer.rawEscapes ? char : "") + (taken ? next : char);
      lexer.index += taken ? 2 : 1;
    } else {
      text += char;
      lexer.index++;
    }
  }
  return undefined;
}

/** Deeper nesting of `${A:-${B:-…}}` is given up, as a line that the builder cannot read. */
const deepest = 50;

function variable(lexer: Lexer): string | undefined {
  const { line, index } = lexer;
  const dollar = readDollar(line, index, line.length);
  if (!dollar) {
    if (line[index + 1] === "{") return undefined;
    lexer.index++;
    return "$";
  }
  lexer.index = dollar.end;
  if (dollar.operator === "") return line.slice(index, dollar.end);
  if (lexer.depth >= deepest) return undefined;
  lexer.depth++;
  const raw = lexer.rawEscapes;
  lexer.rawEscapes = "#%/".includes(dollar.operator);
  const pattern = dollar.operator === "/" ? read(lexer, "/") : { text: "" };
  const word = pattern && read(lexer, "}");
  lexer.rawEscapes = raw;
  lexer.depth--;
  if (!pattern || !word) return undefined;
  const between = dollar.operator === "/" ? `${pattern.text}/` : "";
  return `\${${dollar.name}${dollar.operator}${between}${word.text}}`;
}
