import type { Sink, Span, Value } from "../facts/fact.ts";
import { showVariable } from "../facts/shown.ts";
import { judgeByName } from "./by-name.ts";
import { type Clue, heaviest, isFinding, placed } from "./clue.ts";
import { unnamed } from "./inner-names.ts";
import { insideClues } from "./inside.ts";
import { type NameReading, quoted, readName } from "./names.ts";
import { hole, template } from "./template.ts";

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
   * `url`: userinfo or a parameter of a URL or connection string; `hash`: a password hash; `config`: an assignment in running text.
   */
  by: "name" | "token" | "private-key" | "url" | "hash" | "config";
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
export function suspect(name: string | undefined, value: Value, where: Where): Suspicion {
  const written = template(value);
  const reading = name === undefined ? undefined : readName(name);
  const subject = name === undefined ? "it" : quoted(showVariable(name, value));
  return placed(
    judgePart(
      written.text,
      reading,
      subject,
      where,
      written.slices.some((slice) => slice.inFallback),
    ),
    written,
    where,
  );
}

function judgePart(
  text: string,
  name: NameReading | undefined,
  subject: string,
  where: Where,
  inFallback: boolean,
): Clue {
  const rest: Clue = {
    is: "harmless",
    confidence: "high",
    reason: `${subject} ${name?.reason ?? "has no name"}`,
    by: "name",
    ranges: [],
    real: false,
  };
  if (text === "") return { ...rest, reason: `${subject} is empty` };
  if (text.replaceAll(hole, "") === "")
    return { ...rest, is: "reference", reason: `${subject} takes its value from elsewhere` };

  const shown = heaviest(insideClues(text, name, where));
  if (shown && isFinding(shown)) return named(shown, subject);
  const byName =
    name?.family && name.is !== "public" ? judgeByName(text, name, name.family, subject, where, inFallback) : undefined;
  if (name?.is === "public") return { ...rest, is: "public" };
  if (byName && (isFinding(byName) || !shown))
    return shown?.by === "token" || shown?.by === "url" ? named(shown, subject) : byName;
  return shown ? named(shown, subject) : rest;
}

function named(clue: Clue, subject: string): Clue {
  if (clue.reason.startsWith(unnamed)) return { ...clue, reason: `${subject}: ${clue.reason}` };
  return clue.reason.startsWith("`") ? clue : { ...clue, reason: `${subject} ${clue.reason}` };
}
