import type { Command, Fact, Span, Word } from "../../facts/index.ts";
import { heredocMark } from "../text/heredoc.ts";
import type { Heredoc } from "../text/logical-lines.ts";
import { joined, type Mapped, type Range } from "../text/mapped.ts";
import { plainWords } from "../text/words.ts";
import { type JsonWord, jsonWords } from "./json-form.ts";
import { type DockerfileScan, gap, shared } from "./scan.ts";
import { shellFacts, shellText } from "./shell-form.ts";
import { isShell } from "./shells.ts";
import type { Instruction } from "./tree.ts";
import { literalValue } from "./value.ts";

const times: Readonly<Record<string, Command["when"]>> = { RUN: "build", HEALTHCHECK: "health" };

/** RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD, in the JSON form, in the shell form and with here-documents. */
export function readCommands(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const [from, to] = instruction.head.args;
  if (from === to) return [];
  const when = times[instruction.keyword] ?? "start";
  return [...entrypoint(instruction, scan), ...commandFacts(instruction, scan, when)];
}

/** What the image that is built upon would do at its start is done no more. */
function entrypoint(instruction: Instruction, scan: DockerfileScan): Fact[] {
  if (instruction.keyword !== "ENTRYPOINT") return [];
  const span = instruction.line.source.span(instruction.head.args);
  return [{ kind: "setting", key: "entrypoint", value: [], ...shared(scan, instruction, span) }];
}

function commandFacts(instruction: Instruction, scan: DockerfileScan, when: Command["when"]): Fact[] {
  const { source, heredocs } = instruction.line;
  const [from, to] = instruction.head.args;
  const words = jsonWords(source, [from, to]);
  if (words) return jsonFacts(instruction, scan, when, words);
  const [heredoc] = heredocs;
  const isScript = heredoc !== undefined && heredocMark(source.text.slice(from, to)) !== undefined;
  if (isScript) return scriptFacts(instruction, scan, heredoc);
  return inShell(instruction, scan, () => shellFacts(instruction, scan, when, shellText(instruction, scan)));
}

/** HEALTHCHECK has a word of its own before the command. */
export function readHealthcheck(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const { text } = instruction.line.source;
  const [from, to] = instruction.head.args;
  const type = /^CMD\s+/i.exec(text.slice(from, to))?.[0];
  if (type === undefined) return [];
  const head = { ...instruction.head, args: [from + type.length, to] as const };
  return readCommands({ ...instruction, head }, scan);
}

function inShell(instruction: Instruction, scan: DockerfileScan, read: () => Fact[]): Fact[] {
  const { stage } = scan;
  if (stage.shell === "sh") return read();
  if (stage.unread) return [];
  stage.unread = true;
  return [
    gap(
      scan,
      instruction,
      ["command", "binding"],
      "unsupported",
      "commands of a stage whose shell is not a Unix shell",
    ),
  ];
}

function jsonFacts(instruction: Instruction, scan: DockerfileScan, when: Command["when"], words: JsonWord[]): Fact[] {
  const { source } = instruction.line;
  if (words.length === 0) return [];
  const fact = command(instruction, scan, {
    when,
    words: words.map(({ range, text }) => ({ value: literalValue(text), span: source.span(range) })),
    span: source.span(instruction.head.args),
  });
  const script = scriptOf(words);
  return script ? [fact, ...shellFacts(instruction, scan, when, script)] : [fact];
}

/** The text of `["sh", "-c", text]`. */
function scriptOf(words: readonly JsonWord[]): Mapped | undefined {
  const [shell, ...rest] = words.map(({ text }) => text);
  if (!shell || !isShell(shell.text)) return undefined;
  const option = rest.findIndex(({ text }) => /^-[A-Za-z]*c$/.test(text));
  return option < 0 ? undefined : rest[option + 1];
}

/** `RUN <<EOF` and nothing else: the body is a script, for the shell or for the program that its first line names. */
function scriptFacts(instruction: Instruction, scan: DockerfileScan, heredoc: Heredoc): Fact[] {
  const body = bodyOf(scan, heredoc);
  const interpreter: Range | undefined = body.text.startsWith("#!") ? [2, `${body.text}\n`.indexOf("\n")] : undefined;
  const words = interpreter ? plainWords(body.text, interpreter) : [];
  if (words.length === 0) return inShell(instruction, scan, () => shellFacts(instruction, scan, "build", body));
  if (words.some((range) => isShell(body.text.slice(...range)))) {
    return shellFacts(instruction, scan, "build", body);
  }
  const span = body.span([0, body.text.length]);
  const wordOf = (range: Range): Word => ({ value: literalValue(body, range), span: body.span(range) });
  const input = { from: "here", value: literalValue(body), span } as const;
  return [command(instruction, scan, { when: "build", words: words.map(wordOf), span, input })];
}

/** The body of a here-document as what reads it gets it. */
export function bodyOf(scan: DockerfileScan, { body, chomp, end }: Heredoc): Mapped {
  const file = scan.source.text;
  const pieces = chomp ? body.map(([start, stop]): Span => [start + tabsAt(file, start, stop), stop]) : body;
  const filled = pieces.filter(([start, stop]) => stop > start);
  return joined(file, filled, end[0]);
}

function tabsAt(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && text[index] === "\t") index++;
  return index - start;
}

function command(
  instruction: Instruction,
  scan: DockerfileScan,
  { span, ...said }: Pick<Command, "when" | "words"> & Partial<Pick<Command, "input">> & { span: Span },
): Command {
  return { kind: "command", output: [], captured: false, ...said, ...shared(scan, instruction, span) };
}
