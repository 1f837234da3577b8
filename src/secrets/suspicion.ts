import type { Sink, Span, Value } from "../facts/fact.ts";

/**
 * `secret`: a usable secret. `weak`: a usable secret that a dictionary guesses. `placeholder`: stands for a secret to be filled in.
 * `reference`: the value comes from elsewhere. `public`: public by contract. `harmless`: the rest.
 */
export type Judgement = "secret" | "weak" | "placeholder" | "reference" | "public" | "harmless";

export interface Suspicion {
  is: Judgement;
  confidence: "low" | "medium" | "high";
  /** For a person: "`TOKEN_TTL` ends in a duration". Never holds the value. */
  reason: string;
  /**
   * What gave it away. `name`: the name asks for a secret and the value is one; `token`: a known shape; `private-key`: PEM;
   * `url`: userinfo of a URL or connection string; `hash`: a password hash; `config`: an assignment in running text.
   */
  by: "name" | "token" | "private-key" | "url" | "hash";
  /** What a known shape is called: "GitHub personal access token". */
  shape?: string;
  /** Exactly where the secret stands in the file; empty unless `secret` or `weak`. */
  spans: readonly Span[];
  /** It stands in the fallback of a reference: `${X:-here}`. */
  inFallback: boolean;
  /** The file is a template, documentation or a test fixture: at most a note. */
  example: boolean;
}

export interface Where {
  /** Path of the file, relative to the root. */
  file: string;
  sink: Sink | "command" | "config" | "image-file" | "comment";
}

/** Judges name x value x place. */
export function suspect(name: string | undefined, _value: Value, _where: Where): Suspicion {
  return {
    is: "harmless",
    confidence: "low",
    reason: `${name} is not judged yet`,
    by: "name",
    spans: [],
    inFallback: false,
    example: false,
  };
}
