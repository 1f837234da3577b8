import {
  type Argument,
  DockerfileParser,
  Env,
  Label,
  type Instruction as Node,
  Onbuild,
  type Property,
  PropertyInstruction,
} from "dockerfile-ast";
import type { Span } from "../../facts/index.ts";
import type { Head } from "../text/head.ts";
import type { LogicalLine } from "../text/logical-lines.ts";
import type { Range } from "../text/mapped.ts";

/** `NAME=value`, `NAME value` or `NAME`, as ranges of the line. */
interface Pair {
  name: Range;
  value?: Range;
  range: Range;
}

/** One instruction; that of ONBUILD is the one after it. */
export interface Instruction {
  /** In capitals. */
  keyword: string;
  line: LogicalLine;
  head: Head;
  /** The words of FROM, COPY, ADD and ARG; elsewhere all arguments are one word. */
  words: readonly Range[];
  /** The pairs of ENV and LABEL. */
  pairs: readonly Pair[];
}

/** Reads the masked text with `dockerfile-ast`, and says what it found in terms of the lines it was made of. */
export function instructions(mask: string, lines: readonly LogicalLine[]): Instruction[] {
  const starts = lineStarts(mask);
  const offset = ({ line, character }: { line: number; character: number }) => (starts[line] ?? 0) + character;
  const byStart = new Map(lines.map((line) => [line.span[0], line]));
  const found: Instruction[] = [];
  for (const node of DockerfileParser.parse(mask).getInstructions()) {
    const line = byStart.get(offset(node.getRange().start));
    const own = node instanceof Onbuild ? node.getTriggerInstruction() : node;
    if (!line || !own) continue;
    const range = ({ start, end }: { start: Position; end: Position }) => rangeIn(line, [offset(start), offset(end)]);
    found.push({
      keyword: own.getKeyword(),
      line,
      head: line.inner ?? line.head,
      words: wordsOf(own).map((word) => range(word.getRange())),
      pairs: pairsOf(own).map((property) => pairOf(property, range)),
    });
  }
  return found;
}

type Position = { line: number; character: number };

function wordsOf(node: Node): readonly Argument[] {
  if (node instanceof Env || node instanceof Label) return [];
  return node instanceof PropertyInstruction ? node.getPropertyArguments() : node.getArguments();
}

function pairsOf(node: Node): readonly Property[] {
  return node instanceof Env || node instanceof Label ? node.getProperties() : [];
}

function pairOf(property: Property, range: (of: { start: Position; end: Position }) => Range): Pair {
  const value = property.getValueRange();
  return {
    name: range(property.getNameRange()),
    ...(value && { value: range(value) }),
    range: range(property.getRange()),
  };
}

function rangeIn({ source }: LogicalLine, [start, end]: Span): Range {
  const to = source.indexOf(end - 1) + 1;
  return start < end ? [source.indexOf(start), to] : [to, to];
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
  return starts;
}
