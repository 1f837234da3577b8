import type { Binding, Fact, Sink } from "../../facts/index.ts";
import { show, showName, showPlace } from "../../facts/shown.ts";
import type { Range } from "../text/mapped.ts";
import { unquote } from "../text/words.ts";
import { type DockerfileScan, gap, readerOf, shared } from "./scan.ts";
import type { Instruction } from "./tree.ts";
import { plainText, valueIn } from "./value.ts";

/** `ENV A=b C=d`, `ENV A b`, and the same of LABEL. */
export function readPairs(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const sink: Sink = instruction.keyword === "ENV" ? "image-env" : "image-label";
  const facts: Fact[] = [];
  for (const { name, value, range } of instruction.pairs) {
    if (!value) continue;
    const found = binding(instruction, scan, { sink, name, value, range });
    if (!found) continue;
    facts.push(found);
    if (sink === "image-env")
      remember(scan.stage.defaults, found.name, resolved(scan, instruction, value, scan.stage.defaults));
  }
  if (sink === "image-env") for (const fact of facts) if (fact.kind === "binding") scan.stage.args.delete(fact.name);
  const [from, to] = instruction.head.args;
  const told = facts.length > 0 || from === to;
  return told
    ? facts
    : [
        gap(
          scan,
          instruction,
          ["binding"],
          "malformed",
          show`${showName(instruction.keyword)} without a name and a value`,
        ),
      ];
}

/** `ARG A=b C`: without a default, the value is what the build is given. */
export function readArguments(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const { text } = instruction.line.source;
  const facts: Fact[] = [];
  for (const range of instruction.words) {
    const equals = text.slice(...range).indexOf("=");
    const name: Range = [range[0], equals < 0 ? range[1] : range[0] + equals];
    const value: Range | undefined = equals < 0 ? undefined : [name[1] + 1, range[1]];
    const found = binding(instruction, scan, { sink: "build-arg", name, range, ...(value && { value }) });
    if (!found) continue;
    if (scan.stage === scan.global && value) remember(scan.defaults, found.name, resolved(scan, instruction, value));
    if (scan.stage !== scan.global) {
      const text = value ? resolved(scan, instruction, value, scan.stage.defaults) : scan.defaults.get(found.name);
      remember(scan.stage.defaults, found.name, text);
    }
    scan.stage.args.add(found.name);
    facts.push(found);
  }
  return facts;
}

interface Written {
  sink: Sink;
  name: Range;
  value?: Range;
  range: Range;
}

function binding(instruction: Instruction, scan: DockerfileScan, written: Written): Binding | undefined {
  const reader = readerOf(scan, instruction);
  const { source } = instruction.line;
  const name = plainText(reader, written.name);
  // Names are shown, so that no piece of a broken value may pass for one.
  if (name === "" || /[\n{}"'`(),]/.test(name.replace(/\$\{\w+\}/g, ""))) return undefined;
  if (/\s/.test(name) && name.split(/\s+/).some((word) => showPlace(word) !== word)) return undefined;
  const span = source.span(written.range);
  return {
    kind: "binding",
    sink: written.sink,
    name,
    value: written.value
      ? valueIn(reader, written.value)
      : [{ is: "reference", to: { store: "build-arg", name }, span: source.span(written.name) }],
    valueSpan: written.value ? source.span(written.value) : [span[1], span[1]],
    ...shared(scan, instruction, span),
  };
}

/** Keeps what a variable holds, where that depends on nothing but other ones that are kept. */
function remember(defaults: Map<string, string>, name: string, text: string | undefined): void {
  if (text === undefined) defaults.delete(name);
  else defaults.set(name, text);
}

/** The longest text of a global argument that is kept: arguments made of each other must not grow without bound. */
const longest = 300;

/** What a word says when the build is given no arguments. */
export function resolved(
  scan: DockerfileScan,
  instruction: Instruction,
  range: Range,
  defaults: ReadonlyMap<string, string> = scan.defaults,
): string | undefined {
  let result = "";
  for (const piece of unquote(instruction.line.source.text, range, { escapeMark: scan.escapeMark, quotes: true })) {
    const [fallback, ...more] = piece.is === "reference" ? (piece.fallback ?? []) : [];
    const plain = fallback?.is === "literal" && more.length === 0 ? fallback.text : undefined;
    const text = piece.is === "literal" ? piece.text : (defaults.get(piece.name) ?? plain);
    if (text === undefined || result.length > longest) return undefined;
    result += text;
  }
  return result.length > longest ? undefined : result;
}
