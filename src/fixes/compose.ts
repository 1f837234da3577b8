import { isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { Binding, TextPlace } from "../facts/index.ts";
import type { Change } from "../remedies/plan.ts";
import type { Edits, TextEdit } from "./edit.ts";
import {
  beforeBracket,
  endOf,
  indentAt,
  isShared,
  linesBelow,
  mergeChain,
  openYaml,
  ownEntry,
  type YamlDocument,
} from "./yaml-document.ts";

type ComposeChange = Extract<Change, { syntax: "compose" }>;
type GrantChange = Extract<ComposeChange, { change: "grant" }>;
type DefineChange = Extract<ComposeChange, { change: "define" }>;

/** The edits of a compose file, all or none: each change in the style of what is around it. */
export function composeFixer(text: string): (changes: readonly ComposeChange[]) => Edits {
  const document = openYaml(text);
  if (typeof document === "string") return () => ({ refused: document });
  const services = servicesOf(document);
  return (changes) => {
    const edits: TextEdit[] = [];
    const grants: GrantChange[] = [];
    const definitions: DefineChange[] = [];
    for (const change of changes) {
      if (change.change === "grant") grants.push(change);
      else if (change.change === "define") definitions.push(change);
      else if (change.change === "replace") edits.push({ span: change.span, text: change.text });
      else {
        const renamed = renameVariable(document, change.binding, change.name, change.value);
        if (typeof renamed === "string") return { refused: renamed };
        edits.push(...renamed);
      }
    }
    for (const part of [grantEdits(document, services, grants), defineEdits(document, definitions)]) {
      if (typeof part === "string") return { refused: part };
      edits.push(...part);
    }
    return { edits };
  };
}

function renameVariable(
  document: YamlDocument,
  binding: Binding,
  name: string,
  value: string | undefined,
): TextEdit[] | string {
  const { text } = document;
  const { span, statement } = binding.place as TextPlace;
  const entry = entryAt(document, statement);
  if (entry === undefined) return "the entry is not written as an entry of a map or a list";
  if (isScalar(entry)) {
    if (isShared(entry)) return "an anchor shares the value with another place";
    const quote = /^["']/.exec(text.slice(...statement))?.[0] ?? "";
    if (entry.type?.startsWith("BLOCK")) return "the value is a block of text";
    const nameStart = statement[0] + quote.length;
    if (value === undefined) return [{ span: [nameStart, nameStart + binding.name.length], text: name }];
    return [{ span: statement, text: `${quote}${name}=${value}${quote}` }];
  }
  if (!isPair(entry)) return "the entry is not written as an entry of a map or a list";
  const { key, value: node } = entry;
  if (!node || isShared(node) || isShared(key)) return "an anchor shares the value with another place";
  if (!isScalar(node)) return "the value is no text";
  const [start, end] = document.yaml.span(node);
  const [keyStart, keyEnd] = document.yaml.span(key);
  if (keyStart !== span[0]) return "the entry is merged from another place";
  if (node.type?.startsWith("BLOCK") && /^[^\n]*#/.test(text.slice(start, end)))
    return "a comment is part of the value";
  const quote = (at: number) => /^["']/.exec(text.slice(at, at + 1))?.[0] ?? "";
  const edits: TextEdit[] = [];
  if (text.slice(keyStart, keyEnd) !== name)
    edits.push({ span: [keyStart, keyEnd], text: quote(keyStart) + name + quote(keyStart) });
  if (value === undefined) return edits;
  // What a block or several lines took is one line now.
  const written = node.type?.startsWith("QUOTE") ? quote(start) + value + quote(start) : value;
  edits.push({ span: [start, end], text: document.json ? JSON.stringify(value) : written });
  return edits;
}

type MapEntry = Pair<Node, Node | null>;

/** The entry of a map that begins there, or the item of a list. */
function entryAt({ root, yaml }: YamlDocument, [start]: readonly [number, number]): MapEntry | Node | undefined {
  let node: Node | null | undefined = root;
  while (node) {
    if (isMap(node)) {
      const inside: MapEntry | undefined = lastAt(node.items as MapEntry[], start, ({ key }) => yaml.span(key)[0]);
      if (!inside) return undefined;
      if (yaml.span(inside.key)[0] === start) return inside;
      node = inside.value;
    } else if (isSeq(node)) {
      node = lastAt(node.items as Node[], start, (item) => item.range?.[0] ?? Number.POSITIVE_INFINITY);
    } else return isScalar(node) && node.range?.[0] === start ? node : undefined;
  }
  return undefined;
}

/** The last of those in the order of the text that begins at or before an offset. */
function lastAt<Item>(items: readonly Item[], offset: number, startOf: (item: Item) => number): Item | undefined {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle] as Item) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/**
 * The services of a file by name, each with the maps it is made of, nearest first; and the services that a map is part
 * of.
 */
interface Services {
  chains: ReadonlyMap<string, readonly YAMLMap[]>;
  users: ReadonlyMap<YAMLMap, readonly string[]>;
}

function servicesOf({ root, yaml }: YamlDocument): Services {
  const chains = new Map<string, YAMLMap[]>();
  const users = new Map<YAMLMap, string[]>();
  const all = yaml.resolve(ownEntry(root, "services")?.value);
  for (const { key, value } of isMap(all) ? all.items : []) {
    const map = yaml.resolve(value);
    if (!isScalar(key) || !isMap(map)) continue;
    const name = String(key.value);
    const chain = mergeChain(map, yaml);
    chains.set(name, chain);
    for (const one of chain) {
      const known = users.get(one);
      if (known) known.push(name);
      else users.set(one, [name]);
    }
  }
  return { chains, users };
}

/**
 * Adds to the lists of secrets of services. A list, or a map without one, that several services share gets an item
 * once.
 */
function grantEdits(document: YamlDocument, services: Services, grants: readonly GrantChange[]): TextEdit[] | string {
  const wanted = new Map<YAMLMap, { list: MapEntry | undefined; items: Map<string, string> }>();
  for (const { services: names, secret, target } of grants) {
    for (const name of names) {
      const owner = ownerOfList(services.chains.get(name) ?? []);
      if (!owner) return `${name} is not written in this file`;
      const affected = (services.users.get(owner) ?? []).filter((other) => getsListOf(owner, other, services));
      const stranger = affected.find((other) => !names.includes(other));
      if (stranger !== undefined)
        return `${name} shares its settings with ${stranger}, which would get the secret, too`;
      const known = wanted.get(owner) ?? { list: ownEntry(owner, "secrets"), items: new Map() };
      known.items.set(secret, grantText(document, secret, target));
      wanted.set(owner, known);
    }
  }
  const edits: TextEdit[] = [];
  for (const [owner, { list, items }] of wanted) {
    const edit = list ? addToList(document, list, items) : addList(document, owner, [...items.values()]);
    if (typeof edit === "string") return edit;
    edits.push(...edit);
  }
  return edits;
}

/** Whether a service ends up with the list of this map: no nearer one has a list. */
function getsListOf(owner: YAMLMap, service: string, { chains }: Services): boolean {
  const nearest = chains.get(service)?.find((map) => ownEntry(map, "secrets"));
  return nearest === undefined || nearest === owner;
}

/** The map in which the list of secrets of a service is, or belongs: beside its environment. */
function ownerOfList(chain: readonly YAMLMap[]): YAMLMap | undefined {
  return chain.find((map) => ownEntry(map, "secrets")) ?? chain.find((map) => ownEntry(map, "environment")) ?? chain[0];
}

function grantText({ json }: YamlDocument, secret: string, target: string | undefined): string {
  const quoted = (text: string) => (json ? JSON.stringify(text) : text);
  if (target === undefined) return quoted(secret);
  return `{${quoted("source")}: ${quoted(secret)}, ${quoted("target")}: ${quoted(target)}}`;
}

function addToList(
  document: YamlDocument,
  { value }: MapEntry,
  items: ReadonlyMap<string, string>,
): TextEdit[] | string {
  const { yaml, text } = document;
  if (isShared(value)) return "its list of secrets is shared by an anchor";
  if (!isSeq(value)) return "its `secrets:` is no list";
  const added = [...items].filter(([name]) => !hasItem(document, value, name)).map(([, item]) => item);
  if (added.length === 0) return [];
  if (value.flow) {
    const edit = beforeBracket(document, value, added.join(", "), value.items.length === 0);
    return edit ? [edit] : "its list of secrets cannot be added to safely";
  }
  const last = value.items.at(-1) as Node | undefined;
  const start = yaml.span(value)[0];
  const indent = indentAt(text, start);
  if (!last || indent === undefined || text[start] !== "-") return "its list of secrets cannot be added to safely";
  return [
    linesBelow(
      document,
      endOf(last, start),
      added.map((item) => `${indent}- ${item}`),
    ),
  ];
}

function hasItem({ yaml }: YamlDocument, list: YAMLSeq, secret: string): boolean {
  return yaml.items(list).some((item) => {
    const source = isMap(item) ? ownEntry(item, "source")?.value : item;
    return yaml.scalar(source)?.text === secret && (!isMap(item) || !ownEntry(item, "target"));
  });
}

function addList(document: YamlDocument, owner: YAMLMap, items: readonly string[]): TextEdit[] | string {
  const { yaml, text, json } = document;
  const list = `${json ? '"secrets"' : "secrets"}: [${items.join(", ")}]`;
  if (owner.flow) {
    const edit = beforeBracket(document, owner, list, owner.items.length === 0);
    return edit ? [edit] : "the service cannot be added to safely";
  }
  const [first] = owner.items as MapEntry[];
  const beside = ownEntry(owner, "environment") ?? (owner.items.at(-1) as MapEntry | undefined);
  const indent = first && indentAt(text, yaml.span(first.key)[0]);
  if (!first || !beside || indent === undefined) return "the service cannot be added to safely";
  return [linesBelow(document, endOf(beside.value, yaml.span(beside.key)[1]), [indent + list])];
}

function defineEdits(document: YamlDocument, definitions: readonly DefineChange[]): TextEdit[] | string {
  const { root, yaml, text, json } = document;
  const all = new Map(definitions.map((one) => [one.secret, one]));
  const entry = ownEntry(root, "secrets");
  const value = entry?.value;
  if (isShared(value)) return "the definitions of secrets are shared by an anchor";
  const map = isMap(value) ? value : undefined;
  for (const name of all.keys()) if (map && ownEntry(map, name)) all.delete(name);
  if (all.size === 0) return [];
  const quoted = (word: string) =>
    json ? JSON.stringify(word) : /^[\w./-]+$/.test(word) ? word : JSON.stringify(word);
  const flow = [...all.values()]
    .map(
      (one) =>
        `${quoted(one.secret)}: {${fields(one)
          .map(([key, text]) => `${quoted(key)}: ${quoted(text)}`)
          .join(", ")}}`,
    )
    .join(", ");
  if (map?.flow || root.flow) {
    const added = map ? flow : `${quoted("secrets")}: {${flow}}`;
    const edit = beforeBracket(document, map ?? root, added, (map ?? root).items.length === 0);
    return edit && (map || !entry) ? [edit] : "the definitions of secrets cannot be added to safely";
  }
  const step = indentOfServices(document) ?? "  ";
  if (!entry) {
    const at = endOf(root, text.length);
    const lines = blocks(all, quoted, step, step);
    // Sections that a blank line parts stay so.
    const apart = document.spaced ? [""] : [];
    return [linesBelow(document, at, [...apart, "secrets:", ...lines])];
  }
  const [first] = (map?.items ?? []) as MapEntry[];
  if (value && !map && !(isScalar(value) && value.value === null)) return "`secrets:` at the top level is no map";
  const indent = first ? indentAt(text, yaml.span(first.key)[0]) : step;
  if (indent === undefined) return "the definitions of secrets cannot be added to safely";
  const last = map?.items.at(-1) as MapEntry | undefined;
  const end = last ? endOf(last.value, yaml.span(last.key)[1]) : yaml.span(entry.key)[1];
  return [linesBelow(document, end, blocks(all, quoted, indent, step))];
}

/** What a definition says. */
function fields({ source, engineName }: DefineChange): (readonly [string, string])[] {
  return [["file", source], ...(engineName === undefined ? [] : [["name", engineName] as const])];
}

function blocks(
  all: ReadonlyMap<string, DefineChange>,
  quoted: (word: string) => string,
  indent: string,
  step: string,
): string[] {
  return [...all.values()].flatMap((one) => [
    `${indent}${quoted(one.secret)}:`,
    ...fields(one).map(([key, text]) => `${indent}${step}${key}: ${quoted(text)}`),
  ]);
}

function indentOfServices({ root, yaml, text }: YamlDocument): string | undefined {
  const services = ownEntry(root, "services")?.value;
  const [first] = isMap(services) ? (services.items as MapEntry[]) : [];
  const indent = first && indentAt(text, yaml.span(first.key)[0]);
  return indent === "" ? undefined : indent;
}
