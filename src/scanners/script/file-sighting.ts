import type { Fact, Sighting, SubjectId, Value } from "../../facts/index.ts";
import { readScript, type ScriptText } from "../shell/script.ts";

/** The subject of a file that holds commands. */
export function scriptOf(file: string): SubjectId {
  return `script:${file}`;
}

/** What a file says whose commands are in these texts, beside what was read of it already. */
export function fileSighting(
  file: string,
  texts: readonly ScriptText[],
  before: readonly Fact[] = [],
  variables?: ReadonlyMap<string, Value>,
): Sighting {
  const subject = scriptOf(file);
  const { facts, subjects, links } = readScript(texts, { subject, file, ...(variables && { variables }) });
  const place = { in: "text", file, span: [0, 0], statement: [0, 0] } as const;
  return {
    facts: [...before, ...facts],
    subjects: [{ id: subject, name: file, ships: false, place }, ...subjects],
    links,
  };
}
