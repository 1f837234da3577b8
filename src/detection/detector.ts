import type { Span, Value } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import { isSecretText } from "./named-text.ts";
import { type SuspectName, suspectName } from "./names.ts";
import { type SuspectLine, suspectText, suspectTextParts } from "./running-text.ts";
import { suspect } from "./suspicion.ts";
import type { Suspicion, Where } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Says what names and values give away: by what everybody knows, and by one project's own words. */
export interface Detector {
  /** Judges name x value x place. */
  suspect(name: string | undefined, value: Value, where: Where): Suspicion;
  /** Whether a name asks for a secret, whatever its value. */
  suspectName(name: string): SuspectName;
  /** Whether a program keeps a secret in a text that is called like one; `account`: beside the name of a user. */
  isSecretText(text: { name: string; value: Value; file: string; account: boolean }): boolean;
  /** The secrets of a running text. */
  suspectText(text: Sealed, span: Span, where: Where): readonly SuspectLine[];
  /** The same of a text that was read in several parts. */
  suspectTextParts(value: Value, where: Where): readonly SuspectLine[];
}

/** A detector that knows these words beside the common ones. */
export function createDetector(own?: Vocabulary): Detector {
  return {
    suspect: (name, value, where) => suspect(name, value, where, own),
    suspectName: (name) => suspectName(name, own),
    isSecretText: (text) => isSecretText(text, own),
    suspectText: (text, span, where) => suspectText(text, span, where, own),
    suspectTextParts: (value, where) => suspectTextParts(value, where, own),
  };
}
