import type { Fact, Gap, GapCode, Sighting } from "../../facts/index.ts";
import { type Own, say } from "../../facts/shown.ts";
import { emptySighting, type Scanner, type Source } from "../scanner.ts";
import { type LogicalLine, logicalLines } from "../text/logical-lines.ts";
import { isTemplateName } from "../text/template-name.ts";
import { readArguments, readPairs } from "./bindings.ts";
import { readCommands, readHealthcheck } from "./commands.ts";
import { readCopy } from "./copies.ts";
import { readFrom } from "./from.ts";
import { masked } from "./mask.ts";
import { readMounts } from "./mounts.ts";
import { type DockerfileScan, gap, ordered } from "./scan.ts";
import { readShellSetting, readUser, readWorkdir } from "./shells.ts";
import { globalStage, linksOf, subjectsOf } from "./stage.ts";
import { hasTemplateLines, looksForeign } from "./template.ts";
import { type Instruction, instructions } from "./tree.ts";
import { hasForeignSyntax, meantKeyword, unknownInstruction } from "./unknown.ts";

const mostCharacters = 1_000_000;
const mostLines = 50_000;

type Reader = (instruction: Instruction, scan: DockerfileScan) => Fact[];

const readers: Readonly<Record<string, Reader>> = {
  FROM: readFrom,
  ARG: readArguments,
  ENV: readPairs,
  LABEL: readPairs,
  COPY: readCopy,
  ADD: readCopy,
  RUN: (instruction, scan) => [...readMounts(instruction, scan), ...readCommands(instruction, scan)],
  CMD: readCommands,
  ENTRYPOINT: readCommands,
  HEALTHCHECK: readHealthcheck,
  USER: readUser,
  SHELL: readShellSetting,
  WORKDIR: readWorkdir,
  EXPOSE: () => [],
  MAINTAINER: () => [],
  STOPSIGNAL: () => [],
  VOLUME: () => [],
};

const noInstruction = say("no instruction of a Dockerfile in it");

const everything = ["binding", "grant", "mount", "copy", "command", "text", "setting"] as const;

/** Reads a Dockerfile: its stages, what they bind, copy, mount and run. */
export const scanDockerfile: Scanner = (source) => {
  const lineFeeds = source.text.length > mostCharacters ? 0 : source.text.split("\n", mostLines + 1).length;
  if (source.text.length > mostCharacters || lineFeeds > mostLines)
    return unread(source, "too-large", "a Dockerfile of this size");
  try {
    return read(source);
  } catch {
    return unread(source, "malformed", "a Dockerfile that could not be parsed");
  }
};

function read(source: Source): Sighting {
  const { lines, escapeMark } = logicalLines(source.text);
  if (lines.length === 0) return emptySighting();
  const global = globalStage(source.file);
  const stages = { all: [], byName: new Map(), taken: new Set<string>() };
  const scan: DockerfileScan = { source, escapeMark, global, defaults: new Map(), stages, stage: global };
  const facts: Fact[] = [];
  let known = 0;
  let foreign: LogicalLine | undefined;
  let unknown: Instruction | undefined;
  for (const [order, instruction] of instructions(masked(source.text, lines, escapeMark), lines).entries()) {
    const reader = readers[instruction.keyword];
    if (!reader) {
      if (looksForeign(instruction.line.source.text)) foreign ??= instruction.line;
      else unknown ??= instruction;
      continue;
    }
    known++;
    const found = reader(instruction, scan);
    if (instruction.line.unterminated) {
      found.push(gap(scan, instruction, ["command", "text", "binding"], "malformed", "a here-document without an end"));
    }
    facts.push(...ordered(found, order));
  }
  if (foreign)
    facts.push(
      fileGap(source, "unsupported", "a template: lines of another language are between its instructions", foreign),
    );
  else if (unknown && !isTemplateName(source.file) && !hasTemplateLines(source.text)) {
    const isOther = known === 0 && meantKeyword(unknown.keyword) === undefined;
    const why = isOther ? noInstruction : unknownInstruction(unknown.keyword);
    const isForeign = hasForeignSyntax(source.text);
    facts.push(
      isForeign
        ? fileGap(source, "unsupported", "an instruction of another syntax", unknown.line)
        : fileGap(source, "malformed", why, unknown.line),
    );
  } else if (known === 0) facts.push(fileGap(source, "malformed", noInstruction, lines[0]));
  const outside = facts.some(({ subject }) => subject === global.id);
  return {
    facts,
    subjects: [...(outside ? [subjectOf(source)] : []), ...subjectsOf(stages.all)],
    links: linksOf(stages.all),
  };
}

function unread<Why extends string>(source: Source, code: GapCode, why: Why & Own<Why>): Sighting {
  return { facts: [fileGap<Why>(source, code, why)], subjects: [subjectOf(source)], links: [] };
}

function subjectOf({ file }: Source) {
  const { id, name, place } = globalStage(file);
  return { id, name, ships: false, place };
}

function fileGap<Why extends string>({ file }: Source, code: GapCode, why: Why & Own<Why>, line?: LogicalLine): Gap {
  const span = line?.span ?? [0, 0];
  const place = { in: "text", file, span, statement: span } as const;
  const subject = globalStage(file).id;
  return { kind: "gap", about: everything, code, why: say<Why>(why), subject, seen: "declared", order: 0, place };
}
