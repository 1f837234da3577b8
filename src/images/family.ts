import type { NameMatcher } from "./pattern.ts";

/**
 * How an image takes a secret from a file. `suffix-file`: `X_FILE=path`; `suffix-double-file`: `X__FILE=path`;
 * `prefix-file`: `FILE__X=path`; `suffix-other`,
 * `prefix-other`: another name, see the replacement; `value-uri`: the name stays, the value becomes a reference;
 * `value-path`: the name stays, the value may
 * be a path; `fixed-path`: no variable, a file of a fixed name is read; `option`: a command-line option or
 * configuration syntax; `none`: not at all.
 */
export const kinds = [
  "suffix-file",
  "suffix-double-file",
  "prefix-file",
  "suffix-other",
  "prefix-other",
  "value-uri",
  "value-path",
  "fixed-path",
  "option",
  "none",
] as const;
export type Kind = (typeof kinds)[number];

/** Which variables have the file form: the listed ones; all that match `variable-pattern`; all of the application. */
export const scopes = ["list", "pattern", "any"] as const;
type Scope = (typeof scopes)[number];

/** What happens at the edges, and the words for it. The first of each list holds where nothing was found out. */
export const behaviours = {
  /**
   * The plain variable and the file form together: `error` stops the container, `neither` ignores both, `undefined`
   * depends on their order.
   */
  "both-set": ["unknown", "error", "file-wins", "value-wins", "neither", "undefined", "n/a"],
  /** `ignored`: unset or default; `literal`: the path itself becomes the secret; `created`: with a random value. */
  "missing-file": ["unknown", "error", "ignored", "empty", "literal", "created", "n/a"],
  /**
   * Whether the secret ends up in the environment of the service all the same. `first-start`: while it initialises;
   * `cleared`: taken out before the service
   * runs; `child-only`: seen by child processes; `argv`: in the process list.
   */
  "exported-to-env": ["unknown", "yes", "first-start", "cleared", "child-only", "argv", "no", "n/a"],
  /**
   * What becomes of a line break at the end: `trimmed` takes all white space around it, `kept` makes it part of the
   * secret.
   */
  newline: ["unknown", "stripped", "trimmed", "first-line", "kept", "n/a"],
} as const;

/** One answer to each of the questions of `behaviours`. */
export interface Behaviour {
  bothSet: (typeof behaviours)["both-set"][number];
  missingFile: (typeof behaviours)["missing-file"][number];
  exportedToEnv: (typeof behaviours)["exported-to-env"][number];
  newline: (typeof behaviours)["newline"][number];
}

/** Where it was read: a file of a public repository at a commit, or a page. */
export type Source = { repo: string; path: string; commit: string; lines?: string } | { url: string };

/** Variables that behave otherwise than the rest of their image. */
export interface Exception extends Partial<Behaviour> {
  variables: readonly string[];
  replacement?: string;
  /** The first version that reads these. */
  since?: string;
}

/** One image, or one span of versions of it, as the catalogue or a user's config describes it. */
export interface Family extends Behaviour {
  /** What it is called: the name people know. */
  image: string;
  /**
   * Names without tag; `*` represents one segment or a part of it. Docker Hub's own prefixes are left out, other
   * registries written out.
   */
  patterns: readonly string[];
  kind: Kind;
  scope: Scope;
  /**
   * The program itself reads the file, whatever starts it. Absent: a start script of the image does, or nobody looked.
   */
  readBy?: "program";
  /**
   * `{VAR}` the plain name, `{path}` the file, `{secret_name}` its name below /run/secrets, `{NAME}` what
   * `variable-pattern` captured.
   */
  replacement?: string;
  /** The first and the last version it holds for; `until: "3.8"` includes every 3.8.x. */
  since?: string;
  until?: string;
  /** Tags without a version, as `latest`, still mean it, although later versions exist. */
  newest?: true;
  /** Sensitive variables with a file form; `<name>` represents any part of a name. */
  secretVariables: readonly string[];
  otherVariables: readonly string[];
  variablePattern?: string;
  /**
   * Tests names against `variablePattern`. Without it none fits: a pattern that somebody wrote is only run where it
   * ends in linear time.
   */
  matchName?: NameMatcher;
  /** Ordinary settings that hold a path and only look like a file form. */
  pathVariables: readonly string[];
  /** Variable to file that is read without any variable being set. */
  paths: Readonly<Record<string, string>>;
  /** Variables whose mere presence stops the container. */
  breaksIfSet: readonly string[];
  exceptions: readonly Exception[];
  /** Permissions that the image insists on: the mode to give, and what it refuses. */
  fileMode?: string;
  /** Sensitive variables without a file form. */
  noFileEquivalent: readonly string[];
  alternative?: string;
  notes: readonly string[];
  verified?: "source" | "docs";
  sources: readonly Source[];
}
