import type { Part, Value } from "../facts/index.ts";
import { showVariable } from "../facts/shown.ts";
import { judgeByName } from "./by-name.ts";
import { heaviest, isFinding, placed } from "./clue.ts";
import { unnamed } from "./inner-names.ts";
import { insideClues } from "./inside.ts";
import { quoted, readName } from "./names.ts";
import { hole, template } from "./template.ts";
import type { Clue, NameReading, Suspicion, Where } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Judges name x value x place. */
export function suspect(name: string | undefined, value: Value, where: Where, own: Vocabulary | undefined): Suspicion {
  const written = template(value);
  const reading =
    name === undefined ? undefined : readName(where.sink.endsWith("label") ? withoutChosen(name) : name, own);
  const subject = name === undefined ? "it" : quoted(showVariable(name, value));
  const isFallback = written.slices.some((slice) => slice.inFallback);
  const found = placed(judgePart(written.text, reading, subject, where, own, isFallback), written, where, own);
  return isFinding(found) || !isFallback ? found : (inNamedFallback(value, where, own) ?? found);
}

/** A fallback is judged by its variable, too: `LDAP_BIND: ${LDAP_PASSWORD:-admin}`. */
function inNamedFallback(value: Value, where: Where, own: Vocabulary | undefined): Suspicion | undefined {
  for (const part of value) {
    if (!hasFallback(part)) continue;
    const found = suspect(part.to.name, part.fallback, where, own);
    if (isFinding(found)) return { ...found, inFallback: true };
  }
  return undefined;
}

/** Of a label of traefik's the name of a router, a service or a middleware says nothing. */
function withoutChosen(label: string): string {
  return label.replace(/^(traefik\.(?:http|tcp|udp)\.[a-z]+\.)[^.]+\./i, "$1");
}

function hasFallback(part: Part): part is Extract<Part, { is: "reference" }> & { fallback: Value } {
  return part.is === "reference" && !part.whenSet && part.fallback !== undefined && part.fallback.length > 0;
}

function judgePart(
  text: string,
  name: NameReading | undefined,
  subject: string,
  where: Where,
  own: Vocabulary | undefined,
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

  const shown = heaviest(insideClues(text, name, where, own));
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
