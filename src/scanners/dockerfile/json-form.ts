import { decoded, type Mapped, type Range } from "../text/mapped.ts";

/** One string of the JSON form. */
export interface JsonWord {
  /** Quotes included. */
  range: Range;
  /** What it says, escapes resolved. */
  text: Mapped;
}

/** The words of the JSON form; `undefined`: it is not one, and the builder hands all of it to the shell. */
export function jsonWords(source: Mapped, [from, to]: Range): JsonWord[] | undefined {
  const text = source.text.slice(from, to);
  if (!isJson(text)) return undefined;
  const words: JsonWord[] = [];
  for (const { 0: quoted, index } of text.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    words.push({ range: [from + index, from + index + quoted.length], text: unescaped(source, quoted, from + index) });
  }
  return words;
}

function unescaped(source: Mapped, quoted: string, start: number): Mapped {
  const indices: number[] = [];
  let text = "";
  for (const { 0: char, index } of quoted.slice(1, -1).matchAll(/\\u[0-9a-fA-F]{4}|\\.|[^\\]/g)) {
    indices.push(start + 1 + index);
    text += char.startsWith("\\") ? (JSON.parse(`"${char}"`) as string) : char;
  }
  indices.push(start + quoted.length - 1);
  return decoded(source, text, indices);
}

/** Whether a text is an array of strings in JSON, and nothing else. */
function isJson(text: string): boolean {
  if (!text.startsWith("[")) return false;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((one) => typeof one === "string");
  } catch {
    return false;
  }
}
