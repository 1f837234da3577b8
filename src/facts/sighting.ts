import type { Fact, Gap, Value } from "./fact.ts";
import type { Link, Subject, SubjectId } from "./subject.ts";

/**
 * A fact that was told about another subject holds for this one too: both use one anchor, and its literals are told
 * once.
 */
export interface Shared {
  subject: SubjectId;
  fact: Fact;
}

/** Compose files that are one project: the lowest first, each laid over those before it. */
export interface Composition {
  layers: readonly Layer[];
  /**
   * Whether Compose joins them by itself. Otherwise they are likely to be named with `-f`: nothing can be said to be
   * absent.
   */
  certain: boolean;
}

/** One file of a composition, by the id of its project, over the projects that it includes. */
export interface Layer {
  file: SubjectId;
  includes: readonly Composition[];
}

/** A link whose end a variable names. Its gap is until the end is found. */
export interface OpenLink {
  from: SubjectId;
  because: "env-file";
  path: Value;
  gap: Gap;
}

/** What one reading of one file or capture gives. */
export interface Sighting {
  facts: Fact[];
  subjects: Subject[];
  links: Link[];
  open?: readonly OpenLink[];
  shared?: readonly Shared[];
  compositions?: readonly Composition[];
}
