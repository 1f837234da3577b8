import { type Document, isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { className, UserError } from "../errors.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./config.ts";
import type { Path } from "./scene.ts";

/** What the parser's own messages must not say for it, because they quote the file. */
const mistakes: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "a key is here twice",
  MULTIPLE_DOCS: "a second document begins here",
  TAB_AS_INDENT: "a tab cannot indent",
  BAD_INDENT: "the indentation does not fit",
};

/** Reads a configuration file, or one section of it. JSON is YAML, too. */
export function parseConfig(name: string, text: string, rules: readonly string[], section?: string): Partial<Config> {
  const lines = new LineCounter();
  const { document, data } = read(name, text, lines);
  const whole = section === undefined ? data : property(data, section);
  const top: Path = section === undefined ? [] : [section];
  return checkConfig(whole, {
    rules,
    at: (path, end) => {
      const offset = offsetOf(document.contents, [...top, ...path], end);
      return offset === undefined ? name : `${name}:${lines.linePos(offset).line}`;
    },
  });
}

function read(name: string, text: string, lines: LineCounter): { document: Document; data: unknown } {
  try {
    const document = parseDocument(text, { prettyErrors: false, lineCounter: lines });
    const [error] = document.errors;
    if (error) {
      const what = mistakes[error.code] ?? "this is not valid YAML";
      throw new UserError(`${name}:${lines.linePos(error.pos[0]).line}: ${what}`);
    }
    return { document, data: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name} cannot be read as YAML (${className(error)})`);
  }
}

function property(data: unknown, key: string): unknown {
  return typeof data === "object" && data !== null && Object.hasOwn(data, key) ? Reflect.get(data, key) : undefined;
}

/** Where a node begins, or the key that leads to it; where the way leads through an alias, the place of the alias. */
function offsetOf(contents: Node | null, path: Path, end: "key" | "value"): number | undefined {
  let node: unknown = contents;
  let offset = contents?.range?.[0];
  for (const [index, step] of path.entries()) {
    const next: unknown = isMap(node)
      ? node.items.find((pair) => String(pair.key) === step)
      : isSeq(node) && typeof step === "number"
        ? node.items[step]
        : undefined;
    const wantsKey = end === "key" && index === path.length - 1;
    node = isPair(next) && !wantsKey ? (next.value ?? next.key) : isPair(next) ? next.key : next;
    const range = node && typeof node === "object" && "range" in node ? (node.range as Node["range"]) : undefined;
    if (!range) return offset;
    offset = range[0];
  }
  return offset;
}
