import type { Sink, Span } from "../facts/index.ts";

export type Confidence = "low" | "medium" | "high";

/** What kind of secret a name asks for; decides which values can be one. */
export type Family =
  | "password"
  | "secret"
  | "token"
  | "key"
  | "credential"
  | "auth"
  | "salt"
  | "pin"
  | "phrase"
  | "password hash";

/** What the words of a name ask for. */
export interface Found {
  is: "secret" | "public" | "harmless";
  /**
   * What it asks for, where a word for a secret decides. Present on `harmless` names too whose value may prove them
   * wrong.
   */
  family?: Family;
  confidence: Confidence;
  /** Completes "`X` …". */
  reason: string;
  /** Anyone who runs the program makes the secret up, so that any text works, a placeholder too. */
  selfIssued: boolean;
  /** The word for a secret does not end the name: only a value that looks made by a machine counts. */
  weakEvidence: boolean;
}

/** What a name only says about its value. */
export interface NameReading extends Found {
  words: readonly string[];
  /** It promises a file: `DB_PASSWORD_FILE`. A value that is no path is suspicious all the same. */
  file: boolean;
  /** The framework that ships the variable to browsers, by its prefix. */
  browser?: string;
}

/**
 * `secret`: a usable secret. `weak`: a usable secret that a dictionary guesses. `placeholder`: represents a secret to
 * be filled in.
 * `reference`: the value comes from elsewhere. `public`: public by contract. `harmless`: the rest.
 */
export type Judgement = "secret" | "weak" | "placeholder" | "reference" | "public" | "harmless";

export interface Suspicion {
  is: Judgement;
  confidence: "low" | "medium" | "high";
  /** For a person: "`TOKEN_TTL` ends in a duration". Never holds the value. */
  reason: string;
  /**
   * What gave it away. `name`: the name asks for a secret and the value is one; `token`: a known shape; `private-key`:
   * PEM;
   * `url`: userinfo or a parameter of a URL or connection string; `hash`: a password hash; `config`: an assignment in
   * running text.
   */
  by: "name" | "token" | "private-key" | "url" | "hash" | "config";
  /** What a known shape is called: "GitHub personal access token". */
  shape?: string;
  /** Exactly where the secret is in the file; empty unless `secret` or `weak`. */
  spans: readonly Span[];
  /** It is in the fallback of a reference: `${X:-here}`. */
  inFallback: boolean;
  /** The file is a template, documentation or a test fixture: at most a note. */
  example: boolean;
}

export interface Where {
  /** Path of the file, relative to the root. */
  file: string;
  sink: Sink | "command" | "config" | "image-file" | "comment";
}

/** What a part of a value gives away, before it is known where in the file that is. */
export interface Clue extends Pick<Suspicion, "is" | "confidence" | "reason" | "by"> {
  shape?: string;
  /** What it was found under, where that is not the name of the whole text: an assignment, a header. */
  name?: string;
  /** Parts of the template's text. */
  ranges: readonly Range[];
  /** Nobody makes this up for an example: it stays a finding in one. */
  real: boolean;
}

/** What a text is, and from which letter on. */
export type Judged = Pick<Clue, "is" | "confidence" | "reason"> & { from?: number };

/** The name before a `=` or `:`. */
export interface AssignedName {
  text: string;
  start: number;
  /** The quote around it, if any. */
  quote: string;
  /** Nothing but a comment sign, a list's dash or `export` is before it on its line. */
  startsLine: boolean;
}

/** A part of a template's text, end exclusive. */
export type Range = readonly [start: number, end: number];
