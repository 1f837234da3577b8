import type { Copy, Fact, Word } from "../../facts/fact.ts";
import { show, showAddress, showName } from "../../facts/shown.ts";
import { heredocMark } from "../text/heredoc.ts";
import type { Range } from "../text/mapped.ts";
import { bodyOf } from "./commands.ts";
import { jsonWords } from "./json-form.ts";
import { flagsNamed, flagValue, gap, type Reading, readerOf, shared } from "./reading.ts";
import type { Instruction } from "./tree.ts";
import { bodyValue, literalValue, plainText, wordIn } from "./value.ts";

const remote = /^(?:https?|ftp|git|ssh):\/\/|^git@/i;

interface Path {
  word: Word;
  /** Without its variables. */
  text: string;
  /** In the JSON form nothing is a here-document. */
  heredoc?: string;
}

/** COPY and ADD: what comes from where, and here-documents that become files. */
export function readCopy(instruction: Instruction, reading: Reading): Fact[] {
  const paths = pathsOf(instruction, reading);
  const target = paths.pop();
  if (!target || paths.length === 0) {
    return [gap(reading, instruction, ["copy"], show`${showName(instruction.keyword)} without a source and a target`)];
  }
  const files = paths.filter(({ heredoc }) => heredoc === undefined);
  const written = paths.flatMap(({ heredoc }) => heredoc ?? []);
  const isRemote = ({ text }: Path) => instruction.keyword === "ADD" && remote.test(text);
  const local = files.filter((path) => !isRemote(path));
  const urls = files.filter(isRemote);
  return [
    ...(local.length > 0 ? [copy(instruction, reading, local, target, origin(instruction, reading))] : []),
    ...(urls.length > 0 ? [copy(instruction, reading, urls, target, { is: "url" })] : []),
    ...textFacts(instruction, reading, written, target.text),
  ];
}

function pathsOf(instruction: Instruction, reading: Reading): Path[] {
  const { source } = instruction.line;
  const json = jsonWords(source, instruction.head.args);
  if (json) {
    return json.map(({ range, text }) => {
      const reader = readerOf(reading, instruction, text);
      const whole: Range = [0, text.text.length];
      return { word: { ...wordIn(reader, whole), span: source.span(range) }, text: plainText(reader, whole) };
    });
  }
  const reader = readerOf(reading, instruction);
  return instruction.words.map((range) => {
    const mark = heredocMark(source.text.slice(...range));
    return { word: wordIn(reader, range), text: plainText(reader, range), ...(mark && { heredoc: mark.name }) };
  });
}

function copy(instruction: Instruction, reading: Reading, sources: Path[], target: Path, from: Copy["from"]): Copy {
  const { source } = instruction.line;
  return {
    kind: "copy",
    by: instruction.keyword === "ADD" ? "ADD" : "COPY",
    from,
    sources: sources.map(({ word }) => word),
    target: target.word,
    ...shared(reading, instruction, [instruction.line.span[0], source.span(instruction.head.args)[1]]),
  };
}

/** `--from` names a stage before this one, or counts to it, or else an image. */
function origin(instruction: Instruction, reading: Reading): Copy["from"] {
  const flag = flagsNamed(instruction, "from").at(-1);
  if (!flag || instruction.keyword === "ADD") return { is: "context" };
  const name = flagValue(instruction, flag).text;
  const { byName, all } = reading.stages;
  const named = byName.get(name.toLowerCase()) ?? (/^\d{1,5}$/.test(name) ? all[Number(name)] : undefined);
  return named && named !== reading.stage ? { is: "stage", subject: named.id } : { is: "image", name };
}

function textFacts(instruction: Instruction, reading: Reading, names: readonly string[], target: string): Fact[] {
  const facts: Fact[] = [];
  const heredocs = new Map(instruction.line.heredocs.map((heredoc) => [heredoc.name, heredoc]));
  for (const name of names) {
    const heredoc = heredocs.get(name);
    if (!heredoc) continue;
    const reader = readerOf(reading, instruction, bodyOf(reading, heredoc));
    const span = reader.source.span([0, reader.source.text.length]);
    facts.push({
      kind: "text",
      sink: "image-file",
      name:
        target.endsWith("/") || names.length > 1
          ? `${showAddress(target).replace(/\/$/, "")}/${name}`
          : showAddress(target),
      value: heredoc.expand ? bodyValue(reader) : literalValue(reader.source),
      ...shared(reading, instruction, span),
    });
  }
  return facts;
}
