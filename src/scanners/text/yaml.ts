import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import type { GapReason, Span } from "../../facts/index.ts";
import { type Shown, say, show, showName, showPlace } from "../../facts/shown.ts";
import { deepNesting } from "./deep-nesting.ts";
import { maskTemplates, withoutControl } from "./foreign-template.ts";
import type { Written } from "./written.ts";
import { type Entry, entryReader } from "./yaml-entries.ts";
import { parseQuoted } from "./yaml-quotes.ts";
import { writtenScalar } from "./yaml-scalar.ts";

export type { Entry } from "./yaml-entries.ts";

/** A parsed text, walked as it was written: values are never built from it, and aliases are followed by hand. */
export interface Yaml {
  /** The root of each document. */
  roots: readonly Node[];
  /** Where the text is broken, first one first. What could be read is in `roots` all the same. */
  problem: { code: string; span: Span } | undefined;
  /** The node itself, or what an alias represents; nothing for an alias without an anchor. */
  resolve(node: unknown): Node | undefined;
  /** A map's entries, those it merges included: an explicit key wins, then the first map of the merge. */
  entries(node: unknown): readonly Entry[];
  items(node: unknown): readonly Node[];
  /** The tag written before a node: `!reset`. */
  tag(node: unknown): string | undefined;
  /** What a node is, once followed. `broken`: an alias without an anchor. */
  shape(node: unknown): "text" | "null" | "map" | "list" | "broken";
  /** A scalar's text, as written; nothing for a collection, and for null. */
  scalar(node: unknown): Written | undefined;
  /** Where a node is written, without the blanks after it. */
  span(node: unknown): Span;
  /** Keys that a map has before; none in a template, which may keep one of them. */
  repeatedKeys: readonly Scalar[];
  /**
   * Every text that is a value, a key's or an item's, with the key it is found below. Nothing of what a `!reset` drops;
   * nothing in a template.
   */
  values(): readonly { key: Node | undefined; value: Scalar }[];
  /** Whether more was merged than is read. */
  overflowed(): boolean;
}

const mostVisited = 5_000_000;
const tooDeep = { code: "RESOURCE_EXHAUSTION", span: [0, 0] } as const;

/** Octal as Go reads it: `0440` is 288. */
const octal = {
  default: true as const,
  tag: "tag:yaml.org,2002:int",
  format: "OCT",
  test: /^[-+]?0_?[0-7_]+$/,
  resolve: (source: string) => Number.parseInt(source.replace(/_/g, ""), 8),
};

/** Parses a text of any kind, templates included. Never throws. */
export function readYaml(text: string): Yaml {
  const masked = maskTemplates(text);
  const deep = deepNesting(masked);
  const documents = deep === undefined ? parseQuoted(masked, parse) : undefined;
  const aliases = new Map<unknown, Node>();
  const roots: Node[] = [];
  const repeatedKeys: Scalar[] = [];
  let problem: Yaml["problem"] = documents ? undefined : { ...tooDeep, ...(deep && { span: deep }) };
  for (const document of documents ?? []) {
    const [error] = document.errors;
    if (error) problem ??= { code: error.code, span: [error.pos[0], Math.min(error.pos[1], text.length)] };
    if (!isNode(document.contents)) continue;
    roots.push(document.contents);
    if (!followAliases(document.contents, aliases, repeatedKeys)) problem ??= tooDeep;
  }
  const resolve = (node: unknown) => (isAlias(node) ? aliases.get(node) : isNode(node) ? node : undefined);
  const span = (node: unknown) => spanOf(node, text);
  // Aliases make a short text long: what is looked at is counted, not what is written.
  let visited = 0;
  const counted = <Found extends { length: number }>(found: Found, none: Found): Found => {
    visited += found.length;
    return visited > mostVisited ? none : found;
  };
  // `a: b: c`, where a line end is missing, `["a""]`, and two lines where one is indented wrongly.
  // What looks like a key there is the end of a value.
  const isGlued = ({ range }: Node, inFlow: boolean) => {
    if (problem === undefined || !range) return false;
    if (text.slice(range[0], range[1]).includes("\n")) return true;
    if (inFlow) return !/^\s*:/.test(text.slice(range[1], range[1] + 200));
    return /^[^\n]*[^\s?-][^\n]*:[ \t][^\n]*$/.test(lineBefore(text, range[0]));
  };
  const merging = entryReader(
    resolve,
    span,
    (scalar) => {
      const { text: name } = restored(text, masked, scalar);
      return text === masked ? name : withoutControl(name);
    },
    isGlued,
  );
  return {
    roots,
    problem,
    resolve,
    span,
    repeatedKeys: text === masked ? repeatedKeys : [],
    values: () => (text === masked ? roots.flatMap(valuesOf) : []),
    entries: (node) => counted(merging.entries(node), []),
    overflowed: () => merging.overflowed() || visited > mostVisited,
    shape: (node) => {
      const found = resolve(node);
      if (!found) return isAlias(node) ? "broken" : "null";
      if (isMap(found)) return "map";
      if (isSeq(found)) return "list";
      return isScalar(found) && !isNull(found) ? "text" : "null";
    },
    tag: (node) => (isAlias(node) ? undefined : isNode(node) ? node.tag : undefined),
    items: (node) => {
      const list = resolve(node);
      return isSeq(list) ? counted(list.items.filter(isNode), []) : [];
    },
    scalar: (node) => {
      const found = resolve(node);
      return isScalar(found) && !isNull(found) ? restored(text, masked, found) : undefined;
    },
  };
}

function parse(text: string) {
  try {
    const documents = parseAllDocuments(text, {
      version: "1.2",
      merge: true,
      prettyErrors: false,
      logLevel: "silent",
      // Looking for twins among keys takes quadratic time; twins are read one after the other here.
      uniqueKeys: false,
      customTags: (tags) => [octal, ...tags],
    });
    return "empty" in documents ? [] : documents;
  } catch {
    return undefined;
  }
}

/** An alias represents the last node before it that has its name. Says whether all nodes could be visited. */
function followAliases(root: Node, aliases: Map<unknown, Node>, repeatedKeys: Scalar[]): boolean {
  const anchors = new Map<string, Node>();
  try {
    visit(root, {
      Node: (_key, node) => {
        if (!isAlias(node)) {
          if (isMap(node)) findRepeated(node, repeatedKeys);
          if (node.anchor) anchors.set(node.anchor, node);
          return;
        }
        const target = anchors.get(node.source);
        if (target) aliases.set(node, target);
      },
    });
    return true;
  } catch {
    return false;
  }
}

/** Compared by their text, as most readers do: `1` is `"1"`. */
function findRepeated({ items }: YAMLMap, found: Scalar[]): void {
  if (items.length < 2) return;
  const names = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    const name = key.source ?? String(key.value);
    if (names.has(name)) found.push(key);
    names.add(name);
  }
}

function valuesOf(root: Node): { key: Node | undefined; value: Scalar }[] {
  const found: { key: Node | undefined; value: Scalar }[] = [];
  const below: (Node | undefined)[] = [];
  visit(root, (role, node, path) => {
    if (isNode(node) && node.tag === "!reset") return visit.SKIP;
    const parent = path.at(-1);
    below.length = path.length;
    below.push(isPair(node) && isNode(node.key) ? node.key : below.at(-1));
    if (isScalar(node) && role !== "key" && (isPair(parent) || isSeq(parent)))
      found.push({ key: below.at(-1), value: node });
    return undefined;
  });
  return found;
}

/** The scalar's text with what stood under the mask. */
function restored(text: string, masked: string, scalar: Scalar): Written {
  const written = writtenScalar(masked, scalar);
  if (text === masked) return written;
  let out = "";
  for (let index = 0; index < written.text.length; index++) {
    const at = written.at(index);
    out += masked[at] === text[at] ? written.text[index] : text[at];
  }
  return { text: out, at: written.at };
}

function isNull(scalar: Scalar): boolean {
  return scalar.value === null && scalar.type === "PLAIN";
}

function lineBefore(text: string, at: number): string {
  return text.slice(Math.max(text.lastIndexOf("\n", at - 1) + 1, at - 200), at);
}

function spanOf(node: unknown, text: string): Span {
  if (isPair(node) || !isNode(node) || !node.range) return [0, 0];
  const [start] = node.range;
  let [, end] = node.range;
  const closed = isScalar(node) && node.type?.startsWith("QUOTE");
  while (!closed && end > start && /\s/.test(text.charAt(end - 1))) end--;
  return [start, end];
}

/** A key in quotes, where it is short and looks like a name. */
export function quoteKey(key: string): Shown {
  const shown = showPlace(key);
  return /^[\w.<-]{1,60}$/.test(key) && (shown === key || key === "<<") ? show`\`${showName(key)}\`` : say("a key");
}

/** A part of a file that was not read, or is refused. */
export interface Loss extends GapReason {
  span: Span;
}

/** What is wrong with keys that a map has before, for a reader that refuses them; the first ones only. */
export function repeatedKeyLosses({ repeatedKeys, span }: Yaml, reader: Shown): Loss[] {
  return repeatedKeys.slice(0, mostRepeated).map((key) => ({
    code: "malformed",
    why: show`${quoteKey(key.source ?? String(key.value))} is defined twice: ${reader} refuses the file`,
    span: span(key),
  }));
}

const mostRepeated = 20;

/** What was lost of a file, and where. */
export function yamlLosses({ problem, overflowed }: Yaml, tooLarge: boolean): Loss[] {
  const span: Span = [0, 0];
  return [
    ...(tooLarge ? [{ code: "too-large" as const, why: say("too large to be read"), span }] : []),
    ...(problem
      ? [{ code: "malformed" as const, why: show`not valid YAML here (${showName(problem.code)})`, span: problem.span }]
      : []),
    ...(overflowed() ? [{ code: "too-large" as const, why: say("merges more than is read"), span }] : []),
  ];
}
