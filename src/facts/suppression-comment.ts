import type { Sealed } from "./sealed.ts";
import type { Span } from "./subject.ts";

/** `# runsecrets-ignore secret-in-env -- reason`, wherever a file says so. */
export interface SuppressionComment {
  file: string;
  /** The comment, from its sign to the end of its line. */
  span: Span;
  /**
   * The text it speaks of: its own line up to itself, or the next line that is neither blank nor a comment; empty at
   * the end of a file.
   */
  line: Span;
  /** Whether it has a line of its own. */
  alone: boolean;
  /** What it names, in order. `id` is empty where the text cannot be a rule's id, and so could be anything. */
  rules: readonly { id: string; span: Span }[];
  /** Absent or empty: it does not suppress. */
  reason?: Sealed;
}
