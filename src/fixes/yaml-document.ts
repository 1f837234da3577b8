import { isAlias, isMap, isPair, isScalar, type Node, type Pair, type YAMLMap } from "yaml";
import { oncePer } from "../facts/once.ts";
import { maskTemplates } from "../scanners/text/foreign-template.ts";
import { readYaml, type Yaml } from "../scanners/text/yaml.ts";
import { lineEndOf, type TextEdit } from "./edit.ts";

/** A YAML file that is to be edited. */
export interface YamlDocument {
  text: string;
  yaml: Yaml;
  root: YAMLMap;
  lineEnd: string;
  /** It is written as JSON: every name and text has quotes. */
  json: boolean;
  /** A blank line parts its sections. */
  spaced: boolean;
}

/** Reads a file for edits. In words, why it cannot be edited. */
export function openYaml(text: string): YamlDocument | string {
  if (maskTemplates(text) !== text) return "the file is a template of another program";
  const yaml = readYaml(text);
  const [root, ...others] = yaml.roots;
  if (yaml.problem || yaml.repeatedKeys.length > 0) return "the file is no valid YAML";
  if (others.length > 0) return "the file holds several documents";
  if (!isMap(root)) return "the file is no map";
  return {
    text,
    yaml,
    root,
    lineEnd: lineEndOf(text),
    spaced: /\r?\n[ \t]*\r?\n[\w"'.-]+:/.test(text),
    json: /^\uFEFF?\s*\{\s*"/.test(text),
  };
}

/** The entry that a map itself has, without what it merges. */
export function ownEntry(map: YAMLMap, name: string): Pair<Node, Node | null> | undefined {
  return entriesByName(map).get(name);
}

const entriesByName = oncePer((map: YAMLMap) => {
  const entries = new Map<string, Pair<Node, Node | null>>();
  for (const entry of map.items) {
    if (isPair(entry) && isScalar(entry.key)) entries.set(String(entry.key.value), entry as Pair<Node, Node | null>);
  }
  return entries;
});

/** A map and those it merges, nearest first. */
export function mergeChain(map: YAMLMap, yaml: Pick<Yaml, "resolve" | "items">, seen = new Set<YAMLMap>()): YAMLMap[] {
  if (seen.has(map)) return [];
  seen.add(map);
  const merged = map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || key.source !== "<<" || key.type !== "PLAIN") return [];
    const target = yaml.resolve(value);
    return isMap(target) ? [target] : yaml.items(value).map(yaml.resolve);
  });
  return [map, ...merged.flatMap((one) => (isMap(one) ? mergeChain(one, yaml, seen) : []))];
}

/** An anchor, an alias or a tag: what is written here holds elsewhere too, or is not what it seems. */
export function isShared(node: Node | null | undefined): boolean {
  if (!node) return false;
  return isAlias(node) || ("anchor" in node && node.anchor !== undefined) || node.tag?.startsWith("!") === true;
}

/** The column of an offset, where only blanks are before it on its line. */
export function indentAt(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(start, offset).replace(/^\uFEFF/, "");
  return /^ *$/.test(before) ? before : undefined;
}

/** Lines that are added below the one that holds the last letter before an offset. */
export function linesBelow({ text, lineEnd }: YamlDocument, offset: number, lines: readonly string[]): TextEdit {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  const lineBreak = text.indexOf("\n", end);
  if (lineBreak < 0) return { span: [text.length, text.length], text: lines.map((line) => lineEnd + line).join("") };
  return { span: [lineBreak + 1, lineBreak + 1], text: lines.map((line) => line + lineEnd).join("") };
}

/** Where a node of the text ends, the comment after it and line breaks not counted. */
export function endOf(node: Node | null | undefined, otherwise: number): number {
  return node?.range?.[1] ?? otherwise;
}

/** What is added before the bracket that closes a collection. */
export function beforeBracket(
  { text }: YamlDocument,
  node: Node,
  added: string,
  isEmpty: boolean,
): TextEdit | undefined {
  const close = (node.range?.[1] ?? 0) - 1;
  if (text[close] !== "}" && text[close] !== "]") return undefined;
  let end = close;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  // A comment would swallow what is added after it.
  if (text.slice(text.lastIndexOf("\n", end - 1) + 1, end).includes("#")) return undefined;
  const separator = isEmpty ? "" : text[end - 1] === "," ? " " : ", ";
  return { span: [end, end], text: separator + added };
}
