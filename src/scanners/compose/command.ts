import type { Command, Fact, Span, SubjectId } from "../../facts/index.ts";
import { nameOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, type ComposeScan, tellOnce, template } from "./scan.ts";
import { readTemplateShell } from "./shell.ts";
import { splitWords, type TemplateWord, wordOf } from "./words.ts";

/**
 * Reads `entrypoint` and `command`, which Compose runs as one: `sh -c` in the first takes its script from the second.
 */
export function readStart(scan: ComposeScan, subject: SubjectId, entrypoint?: Entry, command?: Entry): void {
  const first = entrypoint && wordsOf(scan, entrypoint.value);
  const second = command && wordsOf(scan, command.value);
  if (entrypoint && first) emit(scan, subject, "start", entrypoint, first, scriptIndex(first));
  if (!command || !second) return;
  const around = first && first.length <= (scriptIndex(first) ?? first.length) ? first : [];
  const script = scriptIndex([...around, ...second]);
  emit(scan, subject, "start", command, second, script === undefined ? undefined : script - around.length);
}

/** Reads one command that is started as it is: a hook's. */
export function readCommand(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  const words = wordsOf(scan, entry.value);
  if (words) emit(scan, subject, "start", entry, words, scriptIndex(words));
}

/** Reads `healthcheck.test`: a text is for the shell, a list says by its first word what it is. */
export function readHealthcheck(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  const text = template(scan, entry.value);
  if (text) {
    emit(scan, subject, "health", entry, [{ ...text, span: scan.yaml.span(entry.value) }], 0);
    return;
  }
  const [first, ...rest] = wordsOf(scan, entry.value) ?? [];
  if (!first || first.text === "NONE") return;
  if (first.text === "CMD-SHELL") emit(scan, subject, "health", entry, rest, 0);
  else if (first.text === "CMD") emit(scan, subject, "health", entry, rest, scriptIndex(rest));
  else emit(scan, subject, "health", entry, [first, ...rest], undefined);
}

function wordsOf(scan: ComposeScan, node: unknown): TemplateWord[] | undefined {
  const text = template(scan, node);
  if (text) return splitWords(text);
  if (scan.yaml.shape(node) !== "list") return;
  const words: TemplateWord[] = [];
  for (const item of scan.yaml.items(node)) {
    const word = template(scan, item);
    if (word) words.push({ ...word, span: scan.yaml.span(item) });
  }
  return words;
}

/**
 * The word at `script` goes through the shell reader; the words after it, and all where there is no script, are a
 * command.
 */
function emit(
  scan: ComposeScan,
  subject: SubjectId,
  when: Command["when"],
  entry: Entry,
  words: readonly TemplateWord[],
  script: number | undefined,
): void {
  if (words.length === 0) return;
  const node = scan.yaml.resolve(entry.value);
  const start = scan.facts.length;
  tellOnce(scan, subject, node, when, () => tell(scan, subject, when, entry, words, script));
  for (const fact of scan.facts.slice(start)) fact.under = entry.name;
}

function tell(
  scan: ComposeScan,
  subject: SubjectId,
  when: Command["when"],
  entry: Entry,
  words: readonly TemplateWord[],
  script: number | undefined,
): void {
  const statement = entry.span;
  const text = script === undefined ? undefined : words[script];
  if (text) {
    const order = text.at(0);
    const about = { subject, file: scan.file, statement, when, order };
    for (const fact of readTemplateShell(text, about)) scan.facts.push(inShell(fact));
  }
  const others = script === undefined ? words : words.filter((_, index) => index !== script);
  // Program and options of `sh -c` say nothing; what follows the script does.
  if (script !== undefined && words.length <= script + 1) return;
  const span: Span = [words[0]?.span[0] ?? statement[0], words.at(-1)?.span[1] ?? statement[1]];
  scan.facts.push({
    kind: "command",
    ...base(scan, subject, span, statement),
    when,
    words: others.map(wordOf),
    output: [],
    captured: false,
  });
}

function inShell(fact: Fact): Fact {
  return fact.kind === "command" ? { ...fact, shell: true } : fact;
}

const shells = /^(?:.*\/)?(?:ba|da|a|z|k|mk)?sh$/;

/**
 * Index of the script in `sh -c script`, `bash -eo pipefail -c script`, `env bash -lc script`; it can be after the last
 * word.
 */
function scriptIndex(words: readonly Template[]): number | undefined {
  let index = 0;
  const word = (at: number) => {
    const found = words[at];
    return found && nameOf(found);
  };
  while (/^(?:.*\/)?(?:env|exec|tini|dumb-init|busybox|gosu|--)$/.test(word(index) ?? "") && index < 4) index++;
  if (!shells.test(word(index) ?? "")) return;
  for (index++; ; index++) {
    const option = word(index);
    if (option === undefined || !/^[-+][a-zA-Z-]*$/.test(option)) return;
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(option)) return index + 1;
    if (/^[-+][a-zA-Z]*o$/.test(option)) index++;
  }
}
