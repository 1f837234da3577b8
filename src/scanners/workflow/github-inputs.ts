import type { Sink, Span, SubjectId } from "../../facts/index.ts";
import type { Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { bindEntry, bindPair } from "./bind.ts";
import { type SystemScan, template } from "./scan.ts";
import { readScript } from "./script.ts";

/**
 * Reads what `with:` hands to an action: lists of `NAME=value` of those that build images, scripts of those that run
 * some, names and values of all others.
 */
export function readInputs(scan: SystemScan, subject: SubjectId, uses: string, inputs: readonly Entry[]): void {
  for (const input of inputs) {
    const list = listOf(input.name, uses);
    if (list) readList(scan, subject, input, list);
    else if (isScript(input.name) && !/github-script|node|python|powershell|pwsh/i.test(uses))
      readScript(scan, subject, [input.value]);
    // Where secrets are in a store: `NAME=path:key`.
    else if (!/secrets?$/i.test(input.name) || !/\n/.test(scan.yaml.scalar(input.value)?.text ?? ""))
      bindEntry(scan, subject, input, "job-env");
  }
}

interface List {
  sink: Sink;
  /** What is before the name: `*.args.` of bake's overrides. */
  prefix?: RegExp;
}

/** What an input of many lines holds, by its name: actions that build images agree on it. */
function listOf(name: string, uses: string): List | undefined {
  if (/^(?:docker[-_])?build[-_]?args?$/i.test(name)) return { sink: "build-arg" };
  if (name === "set" && /bake/i.test(uses)) return { sink: "build-arg", prefix: /^[^=\s]*\.args?\./ };
  if (/^(?:build[-_])?secrets$/i.test(name)) return { sink: "job-env" };
  if (name === "labels" && /build/i.test(uses)) return { sink: "image-label" };
  return undefined;
}

function isScript(name: string): boolean {
  return /^(?:script|run|command|cmd|commands)$/.test(name);
}

function readList(scan: SystemScan, subject: SubjectId, input: Entry, { sink, prefix }: List): void {
  const found = template(scan, input.value);
  if (!found || scan.told.has(input.key)) return;
  scan.told.add(input.key);
  for (const [start, end] of linesOf(found)) {
    const [skipped] = prefix?.exec(found.text.slice(start, end)) ?? [];
    if (prefix && skipped === undefined) continue;
    // Quotes around a line are those of CSV.
    const quoted = /^(["']).*\1$/.test(found.text.slice(start, end)) ? 1 : 0;
    const range: Span = [start + quoted + (skipped?.length ?? 0), end - quoted];
    bindPair(scan, subject, found, range, sink, input.span);
  }
}

/** Each line that holds something, without the blanks around it. */
function* linesOf({ text }: Template): Generator<Span> {
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    const from = match.index + line.length - line.trimStart().length;
    const to = match.index + line.trimEnd().length;
    if (to > from && text[from] !== "#") yield [from, to];
  }
}
