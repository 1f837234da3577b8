import type { Binding, Command, Span, SubjectId } from "../facts/index.ts";
import type { ImageKnowledge } from "../images/index.ts";

/**
 * What a rule asks for, in domain terms: it names facts and knows no syntax. The remedies make a plan of it, the fixes
 * write that into files.
 */
export type Move =
  | ToSecret
  | BuildMount
  /** A file of a build context that no build needs. */
  | { move: "ignore-file"; ignoreFile: string; path: string }
  /**
   * A variable loses its fallback: who starts the service has to set it. `span`: the fallback. `better`: its value goes
   * into a secret, where all that get it read files.
   */
  | { move: "require-variable"; binding: Binding; span: Span; better?: ToSecret }
  /** The image reads a variable of another name; the value stays. */
  | { move: "rename-variable"; binding: Binding; name: string }
  /** The service may read a secret; `defined`: its project has it already. */
  | { move: "grant"; service: SubjectId; secret: string; defined: boolean }
  /** The top level of the service's file says where a secret comes from. */
  | { move: "define"; service: SubjectId; secret: string };

/** A value of an environment goes into a secret file, and all that get the variable are granted the secret. */
export interface ToSecret {
  move: "to-secret";
  binding: Binding;
  /** The variable that the value belongs to: another one where it was written into the one for a path. */
  variable: string;
  /** What to call the secret, where that name is free. */
  secret: string;
  /** A swarm keeps the secret: its name there has a number, because the content never changes. */
  versioned: boolean;
  /** Asked for when a plan is made: many services may share a variable. */
  receivers(): readonly Receiver[];
}

/** A service that gets a variable, and how its image takes the value from a file. */
export type Receiver = { service: SubjectId } & ({ reads: ImageKnowledge } | { lacks: Lack });

/**
 * Why nothing is known that would let the service read a file: its image is in no catalogue, is built here, is started
 * by
 * another script than its own, or differs from version to version; or its command uses the variable itself.
 */
export type Lack =
  | { because: "unknown-image"; image: string }
  | { because: "built-here" | "own-start" | "versions" | "many" }
  | { because: "used"; place: string };

/** A build argument becomes a secret that is mounted for the commands that use it. */
export type BuildMount = { move: "build-mount"; argument: string; id: string; binding: Binding } & (
  | { declared: readonly Binding[]; commands: readonly Command[] }
  | { lacks: BuildLack }
);

/**
 * Why an argument cannot become a mount by an edit: something passes it and would have to change, too; the image keeps
 * it in its environment; several commands may need it; none follows; one of them lets it out; not all could be read.
 */
export type BuildLack = "passed" | "promoted" | "which" | "unused" | "escapes" | "unread";
