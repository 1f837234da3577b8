import type { Binding, Command, Fact, Grant, Link, Sink, Span, Subject, SubjectId, Word } from "../../facts/index.ts";
import { freeId } from "../free-id.ts";
import type { Invocation } from "./invocation.ts";
import type { Option } from "./options.ts";
import { fieldsOf, pairOf } from "./pair.ts";

/** What engines' command lines of one file gave so far. */
export interface EngineCliScan {
  file: string;
  facts: Fact[];
  subjects: Map<SubjectId, Subject>;
  /** The last number that each name was given. */
  numbers: Map<SubjectId, number>;
  links: Link[];
}

/** One command line while it is read. */
export interface Line {
  command: Command;
  invocation: Invocation;
  scan: EngineCliScan;
  /** Words that facts of their own tell. */
  bound: Set<Word>;
}

/** What every fact of a command line shares. */
export function base({ command }: Line, subject: SubjectId, word?: Pick<Word, "span">) {
  const { place, seen, order } = command;
  return { subject, seen, order, place: place.in === "text" && word ? { ...place, span: word.span } : place };
}

/**
 * `-e NAME=value`, `--label name=value`, `--build-arg NAME`: a name only takes its value from the caller's environment,
 * and a label's is empty.
 */
export function bind(line: Line, subject: SubjectId, option: Option, sink: Sink): void {
  const pair = pairOf(option);
  if (!pair) return;
  line.bound.add(option.word);
  const { name, valueSpan } = pair;
  const absent: Binding["value"] = sink.endsWith("label")
    ? []
    : [{ is: "reference", to: { store: "env", name }, span: option.span }];
  const value = pair.value ?? absent;
  line.scan.facts.push({ kind: "binding", sink, name, value, valueSpan, ...base(line, subject, option.word) });
}

/** A subject of its own for what a command line makes; a second one of the same name gets a number. */
export function begin(line: Line, kind: "container" | "service", name: string): SubjectId {
  const { subjects, numbers, file } = line.scan;
  const id = freeId(`${kind}:${file}#${name}`, subjects, numbers);
  subjects.set(id, { id, name, ships: false, place: line.command.place });
  return id;
}

/** A grant as its micro-format says it: Docker reads `mode=400` as a decimal number, podman as an octal one. */
export function grantOf(line: Line, subject: SubjectId, option: Option, during: Grant["during"]): Grant | undefined {
  const fields = fieldsOf(option.value);
  const secret = fields?.get("source") ?? fields?.get("src") ?? fields?.get("id") ?? fields?.get("");
  if (!fields || secret === undefined || secret === "" || secret.includes("$")) return undefined;
  line.bound.add(option.word);
  const variable = fields.get("env") ?? (fields.get("type") === "env" ? (fields.get("target") ?? secret) : undefined);
  const asFile = during === "run" && variable === undefined;
  const target = fields.get("target") || fields.get("dst") || secret;
  const [uid, gid, mode] = ["uid", "gid", "mode"].map((name) => fields.get(name) ?? fields.get(name.toUpperCase()));
  const bits = mode === undefined ? Number.NaN : bitsOf(mode, line.invocation.engine === "podman");
  return {
    kind: "grant",
    secret,
    during,
    ...(asFile && { target: target.startsWith("/") ? target : `/run/secrets/${target.replace(/^(?:\.\/)+/, "")}` }),
    ...(during === "run" && variable !== undefined && { env: variable }),
    ...(uid && { uid }),
    ...(gid && { gid }),
    ...(mode !== undefined && Number.isSafeInteger(bits) && { mode: { bits, written: mode } }),
    ...base(line, subject, option),
  };
}

function bitsOf(mode: string, octal: boolean): number {
  if (octal) return /^[0-7]+$/.test(mode) ? Number.parseInt(mode, 8) : Number.NaN;
  if (/^0[oO]?[0-7]+$/.test(mode)) return Number.parseInt(mode.replace(/^0[oO]/, ""), 8);
  return /^(?:0|[1-9]\d*)$/.test(mode) ? Number(mode) : Number.NaN;
}

/** What the container is started with is after the image: a command of its own, of the container. */
export function started(line: Line, subject: SubjectId, words: readonly Word[]): void {
  for (const word of words) line.bound.add(word);
  const span: Span = [words[0]?.span[0] ?? 0, words.at(-1)?.span[1] ?? 0];
  const about = base(line, subject, { span });
  line.scan.facts.push({ kind: "command", when: "start", words, output: [], captured: false, ...about });
}
