import type { Range } from "./mapped.ts";
import { trimmed } from "./words.ts";

/** A `--flag` of an instruction, quotes and escapes resolved. */
export interface Flag {
  text: string;
  /** Where each character of `text` is in the line, and one more for its end. */
  indices: readonly number[];
  range: Range;
}

/** An instruction up to its arguments. */
export interface Head {
  /** In capitals. */
  keyword: string;
  keywordRange: Range;
  flags: readonly Flag[];
  /** What is after the flags, without blanks around it. */
  args: Range;
}

/** Parts a line into keyword, flags and arguments. */
export function readHead(text: string, within: Range, escapeMark: string): Head {
  const [from, to] = trimmed(text, within);
  let end = from;
  while (end < to && !"\t\v\f\r ".includes(text[end] ?? "")) end++;
  const flags: Flag[] = [];
  let index = end;
  for (;;) {
    while (index < to && isBlank(text[index])) index++;
    if (!text.startsWith("--", index) || index + 2 > to) break;
    const flag = readFlag(text, [index, to], escapeMark);
    index = flag.range[1];
    if (flag.text === "--") break;
    flags.push(flag);
  }
  return {
    keyword: text.slice(from, end).toUpperCase(),
    keywordRange: [from, end],
    flags,
    args: trimmed(text, [index, to]),
  };
}

function readFlag(text: string, [from, to]: Range, escapeMark: string): Flag {
  const indices: number[] = [];
  const chars: string[] = [];
  let quote = "";
  let index = from;
  for (; index < to; index++) {
    const char = text[index] ?? "";
    if (quote === "" && isBlank(char)) break;
    if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
    else {
      if (char === escapeMark && index + 1 >= to) continue;
      indices.push(index);
      if (char === escapeMark) index++;
      chars.push(text[index] ?? "");
    }
  }
  indices.push(index);
  return { text: chars.join(""), indices, range: [from, index] };
}

/** Flags are parted byte by byte: white space beyond ASCII does not count. */
function isBlank(char: string | undefined): boolean {
  return char !== undefined && "\t\n\v\f\r ".includes(char);
}
