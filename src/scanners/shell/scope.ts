import type { Command as CommandNode } from "unbash";
import type { Command, Fact, Span, SubjectId, Word } from "../../facts/index.ts";
import type { ShellSource } from "./source.ts";

/** What the text belongs to: the instruction, entry or script around it. */
export interface ShellBase {
  subject: SubjectId;
  file: string;
  /** What a suppression comment covers. */
  statement: Span;
  /** Each command is a statement of its own, as in a script. */
  ownStatements?: boolean;
  /** Maps an index of the text to an offset of the file; must take the text's length too. */
  at: (index: number) => number;
  when: Command["when"];
  /** Order of the first fact; later ones add fractions below 1. */
  order: number;
  /** Names that are build arguments in scope: `$X` of these refers to a build argument. */
  buildArgs?: ReadonlySet<string>;
}

export type Output = Command["output"][number];

/** What holds for the commands at one place of the tree. */
export interface Scope {
  source: ShellSource;
  statement: Span;
  captured: boolean;
  /** Words of the next command of the pipe around a group. */
  pipedInto?: readonly Word[];
  /** Where the group around sends its output. */
  output: readonly Output[];
  /** What the group around is fed; the first simple command inside takes it. */
  feed?: { input: Command["input"] | undefined };
  /** Substitutions around. */
  depth: number;
  /** A branch of a condition is around. */
  conditional?: true;
  /** The parentheses around. */
  subshell?: Span;
}

/** One reading: what is shared by all scopes. */
export interface ShellScan {
  base: ShellBase;
  facts: Fact[];
  /** Shell texts inside shell texts (`sh -c`) around this place. */
  nested: number;
  /** What is to be read when all else is done. */
  last: (() => void)[];
  /** Where something could not be read. */
  lost?: Span;
  /** Words by their command: a pipe asks for its neighbours'. */
  words: Map<CommandNode, readonly Word[]>;
}

/** Substitutions deeper than this are not read: each level costs a new reading of its text. */
export const deepest = 8;

export function recordGap(scan: ShellScan, span: Span): void {
  scan.lost ??= span;
}
