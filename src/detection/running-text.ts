import type { Span, Value } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import { isFinding, placed } from "./clue.ts";
import { insideClues } from "./inside.ts";
import { spacedClues } from "./spaced.ts";
import { template } from "./template.ts";
import type { Clue, Suspicion, Where } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A secret of a running text, and what it is assigned to. */
export interface SuspectLine {
  /** A name, the shape's or `URL`; never a value. */
  name: string;
  suspicion: Suspicion;
}

/**
 * The secrets of a running text: content of a config, a file written by a here-document, a comment. `name` is never a
 * value.
 */
export function suspectText(
  text: Sealed,
  span: Span,
  where: Where,
  own: Vocabulary | undefined,
): readonly SuspectLine[] {
  return suspectTextParts([{ is: "literal", text, span }], where, own);
}

/**
 * The same of a text that was read in several parts, line by line for instance: what spans two of them is found, and
 * each part keeps its own place.
 */
export function suspectTextParts(value: Value, where: Where, own: Vocabulary | undefined): readonly SuspectLine[] {
  const written = template(value);
  return [...insideClues(written.text, undefined, where, own), ...spacedClues(written.text, where)]
    .filter((clue) => isFinding(clue) && isMeant(clue, where))
    .sort((a, b) => (a.ranges[0]?.[0] ?? 0) - (b.ranges[0]?.[0] ?? 0))
    .map((clue) => ({ name: clue.name ?? clue.shape ?? "URL", suspicion: placed(clue, written, where, own) }))
    .filter(({ suspicion }) => isFinding(suspicion));
}

// A comment may speak of passwords; only what somebody could use was left in it by mistake.
function isMeant(clue: Clue, { sink }: Where): boolean {
  return sink !== "comment" || (clue.is === "secret" && (clue.real || clue.confidence === "high"));
}
