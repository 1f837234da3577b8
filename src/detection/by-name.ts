import { lower } from "./clue.ts";
import { isExampleFile } from "./example-files.ts";
import { inFileVariable } from "./file-variable.ts";
import { passwordOfPair } from "./pair.ts";
import { partlyWritten } from "./partly-written.ts";
import { hole } from "./template.ts";
import type { Clue, Confidence, Family, Judged, NameReading, Where } from "./types.ts";
import { isUsable, takesWords, tooShort } from "./usable.ts";
import { isEmulatorKey } from "./values/emulator.ts";
import { isBareDigest } from "./values/hash.ts";
import { isNameOf, placeholder } from "./values/placeholder.ts";
import { type Plain, phraseFor, plain } from "./values/plain.ts";
import { isReference } from "./values/reference.ts";
import { type Strength, strength } from "./values/strength.ts";
import { isBarePrefix } from "./values/token.ts";
import { isKnownDefault, isWeak } from "./values/weak.ts";

/**
 * Judges a whole text that is bound to a name which asks for a secret. `subject` begins the reason: "`DB_PASSWORD`".
 */
export function judgeByName(
  text: string,
  name: NameReading,
  family: Family,
  subject: string,
  where: Where,
  inFallback = false,
): Clue {
  const [start, end] = inner(text);
  const { is, confidence, reason, from = 0 } = judgeLiteral(text.slice(start, end), name, family, where, inFallback);
  return {
    is,
    confidence,
    reason: `${subject} ${reason}`,
    by: family === "password hash" ? "hash" : "name",
    ranges: [[start + from, end]],
    real: family !== "password hash" && strength(text) === "random",
  };
}

// Blanks and quotes around a value say nothing; a list in YAML leaves the quotes of `- KEY="x"` in place.
function inner(text: string): readonly [number, number] {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const quote = text[start];
  const isQuoted = end - start > 1 && (quote === '"' || quote === "'") && text[end - 1] === quote;
  return isQuoted ? [start + 1, end - 1] : [start, Math.max(start, end)];
}

function judgeLiteral(text: string, name: NameReading, family: Family, where: Where, inFallback: boolean): Judged {
  if (text === "") return harmless("is empty");
  if (text.includes(hole)) return partlyWritten(text, name, family);
  if (isReference(text)) return { is: "reference", confidence: "high", reason: "takes its value from elsewhere" };

  const pair = family === "auth" || family === "credential" ? passwordOfPair(text) : undefined;
  if (pair) {
    const judged = judgeLiteral(pair.password, { ...name, selfIssued: true }, "password", where, inFallback);
    return { ...judged, from: pair.from, reason: `${judged.reason}, beside a user name` };
  }
  if (family === "password hash") return hashOf(text);
  if (isEmulatorKey(text)) return { is: "public", confidence: "high", reason: "holds the key of an emulator" };
  const kind = plain(text);
  if (kind === "secret path") return { is: "reference", confidence: "high", reason: "holds the path of a secret" };
  if (kind === "public key") return { is: "public", confidence: "high", reason: "holds a public key" };
  if (kind && !isUsable(kind, text, family, name)) return harmless(`holds ${phraseFor(kind)}`);
  if (name.file) return inFileVariable(text, name, family);
  return judgeText(text, name, family, where, inFallback, kind);
}

function judgeText(
  text: string,
  name: NameReading,
  family: Family,
  where: Where,
  inFallback: boolean,
  kind?: Plain,
): Judged {
  const own = name.selfIssued && !name.weakEvidence;
  if (own && isKnownDefault(text)) return weak(name, family);
  const standIn = placeholder(text);
  if (standIn === "works" && own && isLive(where, inFallback) && family !== "salt") {
    return { is: "weak", confidence: "medium", reason: "holds a placeholder that works as the password" };
  }
  if (standIn !== "no" || isNameOf(text, name) || isBarePrefix(text) || text.startsWith("-----BEGIN")) {
    return { is: "placeholder", confidence: "high", reason: "holds a placeholder" };
  }
  return judgeMade(text, name, family, kind);
}

// Nobody else checks a password that a program is started with: `changeme` becomes it.
function isLive({ file, sink }: Where, inFallback: boolean): boolean {
  const deploys = inFallback || !["build-arg", "image-label", "container-label", "comment"].includes(sink);
  return deploys && !isExampleFile(file);
}

function judgeMade(text: string, name: NameReading, family: Family, kind: Plain | undefined): Judged {
  const made = strength(text);
  if (name.weakEvidence && (kind || made === "wordy" || text.length < 8)) {
    return { is: "harmless", confidence: "medium", reason: name.reason };
  }
  if (isWeak(text, name.words)) {
    return name.selfIssued || (family === "key" && namesStore(text)) ? weak(name, family) : plainWord(family, name);
  }
  if ((family === "auth" || family === "credential") && (made === "wordy" || text.length < 12)) {
    return plainWord(family, name);
  }
  if (made === "wordy" && !takesWords(family, name) && tooShort(text)) {
    return { is: "harmless", confidence: "low", reason: "holds a plain word" };
  }
  const why = name.weakEvidence ? "and its value looks made by a machine" : "and is written in plain text";
  return { is: "secret", confidence: sureness(text, made, name, family, kind), reason: `${name.reason} ${why}` };
}

// `AWS_SECRET_ACCESS_KEY=minioadmin`: the name is that of an outside service, and the value opens a store of its own.
function namesStore(text: string): boolean {
  return /minio|rustfs|garage|seaweed|ceph/i.test(text);
}

function weak(name: NameReading, family: Family): Judged {
  const confidence = takesWords(family, name) ? name.confidence : lower(name.confidence, "medium");
  return { is: "weak", confidence, reason: `${name.reason} and a dictionary guesses it` };
}

// A dictionary word in the place of a key that only somebody else can make is no key.
function plainWord(family: Family, { weakEvidence }: NameReading): Judged {
  const unsure = family === "auth" || family === "credential" || weakEvidence;
  if (unsure) return { is: "harmless", confidence: "medium", reason: "holds a plain word" };
  return { is: "placeholder", confidence: "medium", reason: "holds a plain word in the place of a key" };
}

function hashOf(text: string): Judged {
  if (!isBareDigest(text)) return { is: "harmless", confidence: "medium", reason: "holds no hash that is known" };
  return { is: "secret", confidence: "medium", reason: "holds the hash of a password" };
}

function sureness(
  text: string,
  made: Strength,
  name: NameReading,
  family: Family,
  kind: Plain | undefined,
): Confidence {
  if (made === "random") return name.confidence === "low" ? "medium" : "high";
  if (kind === "prose") return family === "password" ? "medium" : "low";
  if (family === "password" || made === "mixed") return name.confidence;
  return lower(name.confidence, family === "secret" || text.length >= 12 ? "medium" : "low");
}

function harmless(reason: string): Judged {
  return { is: "harmless", confidence: "high", reason };
}
