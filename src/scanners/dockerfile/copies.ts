import type { Copy, Fact, Part, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { show, showAddress, showName } from "../../facts/shown.ts";
import { heredocMark } from "../text/heredoc.ts";
import type { Range } from "../text/mapped.ts";
import { bodyOf } from "./commands.ts";
import { jsonWords } from "./json-form.ts";
import { type DockerfileScan, flagsNamed, flagValue, gap, readerOf, shared } from "./scan.ts";
import type { Stage } from "./stage.ts";
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
export function readCopy(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const paths = pathsOf(instruction, scan);
  const target = paths.pop();
  if (!target || paths.length === 0) {
    return [
      gap(
        scan,
        instruction,
        ["copy"],
        "malformed",
        show`${showName(instruction.keyword)} without a source and a target`,
      ),
    ];
  }
  const files = paths.filter(({ heredoc }) => heredoc === undefined);
  const written = paths.flatMap(({ heredoc }) => heredoc ?? []);
  const isRemote = ({ text }: Path) => instruction.keyword === "ADD" && remote.test(text);
  const local = files.filter((path) => !isRemote(path));
  const urls = files.filter(isRemote);
  return [
    ...(local.length > 0 ? [copy(instruction, scan, local, target, origin(instruction, scan))] : []),
    ...(urls.length > 0 ? [copy(instruction, scan, urls, target, { is: "url" })] : []),
    ...textFacts(instruction, scan, written, target.text),
  ];
}

function pathsOf(instruction: Instruction, scan: DockerfileScan): Path[] {
  const { source } = instruction.line;
  const json = jsonWords(source, instruction.head.args);
  if (json) {
    return json.map(({ range, text }) => {
      const reader = readerOf(scan, instruction, text);
      const whole: Range = [0, text.text.length];
      return { word: { ...wordIn(reader, whole), span: source.span(range) }, text: plainText(reader, whole) };
    });
  }
  const reader = readerOf(scan, instruction);
  return instruction.words.map((range) => {
    const mark = heredocMark(source.text.slice(...range));
    return { word: wordIn(reader, range), text: plainText(reader, range), ...(mark && { heredoc: mark.name }) };
  });
}

function copy(instruction: Instruction, scan: DockerfileScan, sources: Path[], target: Path, from: Copy["from"]): Copy {
  const { source } = instruction.line;
  return {
    kind: "copy",
    by: instruction.keyword === "ADD" ? "ADD" : "COPY",
    from,
    sources: sources.map(({ word }) => filledIn(word, scan.stage)),
    target: filledIn(target.word, scan.stage),
    ...shared(scan, instruction, [instruction.line.span[0], source.span(instruction.head.args)[1]]),
  };
}

/** A path whose variables have the values that the file gives them, as fallbacks. */
function filledIn(word: Word, { defaults }: Stage): Word {
  if (word.value.every(({ is }) => is === "literal")) return word;
  const value = word.value.map((part): Part => {
    const text = part.is === "reference" && !part.fallback ? defaults.get(part.to.name) : undefined;
    if (part.is !== "reference" || !text) return part;
    return { ...part, fallback: [{ is: "literal", text: new Sealed(text), span: part.span }] };
  });
  return { ...word, value };
}

/** `--from` names a stage before this one, or counts to it, or else an image. */
function origin(instruction: Instruction, scan: DockerfileScan): Copy["from"] {
  const flag = flagsNamed(instruction, "from").at(-1);
  if (!flag || instruction.keyword === "ADD") return { is: "context" };
  const name = flagValue(instruction, flag).text;
  const { byName, all } = scan.stages;
  const named = byName.get(name.toLowerCase()) ?? (/^\d{1,5}$/.test(name) ? all[Number(name)] : undefined);
  return named && named !== scan.stage ? { is: "stage", subject: named.id } : { is: "image", name };
}

function textFacts(instruction: Instruction, scan: DockerfileScan, names: readonly string[], target: string): Fact[] {
  const facts: Fact[] = [];
  const heredocs = new Map(instruction.line.heredocs.map((heredoc) => [heredoc.name, heredoc]));
  for (const name of names) {
    const heredoc = heredocs.get(name);
    if (!heredoc) continue;
    const reader = readerOf(scan, instruction, bodyOf(scan, heredoc));
    const span = reader.source.span([0, reader.source.text.length]);
    facts.push({
      kind: "text",
      sink: "image-file",
      name:
        target.endsWith("/") || names.length > 1
          ? `${showAddress(target).replace(/\/$/, "")}/${name}`
          : showAddress(target),
      value: heredoc.expand ? bodyValue(reader) : literalValue(reader.source),
      ...shared(scan, instruction, span),
    });
  }
  return facts;
}
