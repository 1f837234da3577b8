import type { Sighting, Span, SubjectId, Value } from "../../facts/index.ts";
import { readEngineCommands } from "../engine-cli/index.ts";
import { followed } from "./follow.ts";
import { readShell } from "./index.ts";

/** A text that a shell reads, and where it is in its file. */
export interface ScriptText {
  text: string;
  /** Maps an index of the text to an offset of the file; must take the text's length too. */
  at: (index: number) => number;
  /** Order of the first fact; later ones add fractions below 1. */
  order: number;
  /**
   * What a suppression comment covers: the entry around a step. Absent: each command of the text is a statement of its
   * own.
   */
  statement?: Span;
}

/** What the texts of a script belong to. */
export interface ScriptBase {
  /**
   * `script:deploy.sh`; anyone who else has steps gives its own. Must be among the subjects of the caller's sighting.
   */
  subject: SubjectId;
  file: string;
  /**
   * What is set around the texts: the `env` of a workflow. References to these are followed to the literals they hold.
   */
  variables?: ReadonlyMap<string, Value>;
}

/**
 * Reads a script, in one text or in several that run one after the other: its commands, and what the engines' command
 * lines among them build, start, grant and
 * store. The subject itself is the caller's to tell; what is started has subjects of its own.
 */
export function readScript(texts: ScriptText | readonly ScriptText[], base: ScriptBase): Sighting {
  const { variables, ...about } = base;
  const facts = [texts].flat().flatMap(({ text, statement, at, order }) => {
    const read = readShell(text, {
      ...about,
      at,
      order,
      statement: statement ?? [at(0), at(text.length)],
      ownStatements: statement === undefined,
      when: "step",
    });
    return statement === undefined ? read : read.map((fact) => ({ ...fact, under: `line ${order}` }));
  });
  return readEngineCommands(base.file, followed(facts, variables));
}
