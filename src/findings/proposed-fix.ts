import type { Region } from "./region.ts";

/** A line of a diff. What was not judged is `…` in it, and a value `••••••••`. */
interface DiffLine {
  sign: " " | "-" | "+";
  text: string;
}

/** What a file becomes: edits for a program, and the lines that change for a person. No edit adds a value. */
export interface FileFix {
  file: string;
  edits: readonly { region: Region; text: string }[];
  diff: readonly { line: number; lines: readonly DiffLine[] }[];
}

/** What to do about a finding. */
export interface ProposedFix {
  /** One phrase: `move POSTGRES_PASSWORD of service db to a secret`. */
  title: string;
  /**
   * `safe`: as it is; `review`: somebody has to see to `steps`, too; `manual`: there are no edits, and `steps` say what
   * to do.
   */
  safety: "safe" | "review" | "manual";
  files: readonly FileFix[];
  /** Files that take a value, by path. */
  values: readonly string[];
  /** What a person does, one sentence or command each. */
  steps: readonly string[];
  /** What to know beside it. */
  cautions: readonly string[];
}
