import type { Binding, Command, Span } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";

/**
 * What to do about a finding. `safe`: applied as it is, everything works as before; `review`: applied as it is, the
 * file is right,
 * and somebody has to see to the rest first; `manual`: a person has to do it, and the steps say how.
 */
export interface Plan {
  /** One phrase: `move POSTGRES_PASSWORD of service db to a secret`. */
  title: string;
  safety: "safe" | "review" | "manual";
  steps: readonly Step[];
  /** What to know beside it, a sentence each. */
  cautions: readonly string[];
}

export type Step =
  | { step: "edit"; edit: Change }
  /** The value goes into a new file, as it is and without a line break at its end. */
  | { step: "move-value"; file: string; value: Sealed }
  /** A command for a person: shown, and never run. */
  | { step: "run"; words: readonly string[] }
  /** What a person has to do, in one sentence. */
  | { step: "tell"; say: string };

/** A change of one file, in the terms of its syntax and without offsets of what is added. */
export type Change = ComposeChange | DockerfileChange | EnvFileChange | IgnoreChange;

type ComposeChange = { syntax: "compose"; file: string } /** Without a value, its own stays. */ & (
  | { change: "rename-variable"; binding: Binding; name: string; value?: string }
  /** A piece of the value of this name. */
  | { change: "replace"; name: string; span: Span; text: string }
  | { change: "grant"; services: readonly string[]; secret: string; target?: string }
  | { change: "define"; secret: string; source: string; engineName?: string }
);

export type DockerfileChange = { syntax: "dockerfile"; file: string } & (
  | { change: "remove-argument"; binding: Binding }
  | { change: "mount"; command: Command; id: string; variable: string }
);

/** A variable of an env file gets another name and value. */
export interface EnvFileChange {
  syntax: "env-file";
  file: string;
  change: "rename-variable";
  binding: Binding;
  name: string;
  /** Absent: its own stays. */
  value?: string;
}

/** A line of a `.gitignore` or a `.dockerignore`. */
export interface IgnoreChange {
  syntax: "ignore-file";
  file: string;
  change: "ignore";
  line: string;
}
