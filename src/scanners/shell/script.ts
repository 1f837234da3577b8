import type { Sighting, Span, SubjectId, Value } from "../../facts/fact.ts";
import { readShell } from "./index.ts";

/** What a script belongs to: a file of its own, or a step of a workflow, a recipe, an entry of a file. */
export interface ScriptBase {
  /** `script:deploy.sh`; whoever else has steps gives its own. Must be among the subjects of the caller's sighting. */
  subject: SubjectId;
  file: string;
  /** Maps an index of the text to an offset of the file; must take the text's length too. */
  at: (index: number) => number;
  /** Order of the first fact; later ones add fractions below 1. */
  order: number;
  /** What a suppression comment covers: the entry around a step. Absent: each command of the text is a statement of its own. */
  statement?: Span;
  /** What is set around the text: the `env` of a workflow. References to these are followed to the literals they hold. */
  variables?: ReadonlyMap<string, Value>;
}

/** Reads a script: its commands, and what the engines' command lines among them build, start, grant and store. The subject itself is the caller's to tell. */
export function readScript(text: string, base: ScriptBase): Sighting {
  const { statement = [base.at(0), base.at(text.length)], variables: _, ...about } = base;
  const facts = readShell(text, { ...about, statement, ownStatements: base.statement === undefined, when: "step" });
  return { facts, subjects: [], links: [] };
}
