import type { Fact, FactKind, Gap, GapCode, Span, SubjectId, TextPlace } from "../../facts/index.ts";
import { type Own, say } from "../../facts/shown.ts";
import type { Source } from "../scanner.ts";
import type { Flag } from "../text/head.ts";
import { decoded, type Mapped } from "../text/mapped.ts";
import type { Stage, Stages } from "./stage.ts";
import type { Instruction } from "./tree.ts";
import type { Reader } from "./value.ts";

/** The file while it is read, from one instruction to the next. */
export interface DockerfileScan {
  source: Source;
  escapeMark: string;
  /** What is before the first FROM. */
  global: Stage;
  /** Values of global arguments, as far as they are written here: a FROM can name a stage by them. */
  defaults: Map<string, string>;
  stages: Stages;
  /** The stage that the next instruction belongs to. */
  stage: Stage;
}

/** What all facts of an instruction share. The order is made finer when all of them are known. */
export function shared(
  scan: DockerfileScan,
  instruction: Instruction,
  span: Span,
): { subject: SubjectId; seen: "declared"; order: number; place: TextPlace } {
  const place: TextPlace = { in: "text", file: scan.source.file, span, statement: instruction.line.span };
  return { subject: scan.stage.id, seen: "declared", order: 0, place };
}

export function gap<Why extends string>(
  scan: DockerfileScan,
  instruction: Instruction,
  about: readonly Exclude<FactKind, "gap">[],
  code: GapCode,
  why: Why & Own<Why>,
): Gap {
  return { kind: "gap", about, code, why: say<Why>(why), ...shared(scan, instruction, instruction.line.span) };
}

/** How words of the instruction are read here and now. */
export function readerOf(
  scan: DockerfileScan,
  instruction: Instruction,
  source: Mapped = instruction.line.source,
): Reader {
  return { source, escapeMark: scan.escapeMark, stage: scan.stage };
}

/** The text of a flag's value. */
export function flagValue(instruction: Instruction, flag: Flag): Mapped {
  const start = flag.text.indexOf("=") + 1 || flag.text.length;
  return decoded(instruction.line.source, flag.text.slice(start), flag.indices.slice(start));
}

export function flagsNamed(instruction: Instruction, name: string): Flag[] {
  return instruction.head.flags.filter(({ text }) => text === `--${name}` || text.startsWith(`--${name}=`));
}

/** The facts of one instruction in a row: each after the one before it, all before the next instruction. */
export function ordered(facts: readonly Fact[], first: number): Fact[] {
  const step = 1 / (facts.length + 1);
  return facts.map((fact, nth) => ({ ...fact, order: first + nth * step }));
}
