import { readWords } from "./classify-name.ts";
import { browserPrefix } from "./names/browser-prefixes.ts";
import { fileEndings } from "./names/endings.ts";
import { isQualifier } from "./names/qualifiers.ts";
import type { Confidence, Found, NameReading } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

/** Reads a name. English compounds end in their head: `TOKEN_TTL` is a duration, `JWT_SECRET_KEY` a key. */
export function readName(name: string, own: Vocabulary | undefined): NameReading {
  const reading = readAlone(name);
  if (own?.isHarmlessName(name)) return harmlessByWord(reading);
  return own?.isSecretName(name) ? { ...reading, ...secretByWord } : reading;
}

const secretByWord = {
  is: "secret",
  family: "secret",
  confidence: "high",
  reason: "is a secret by the configuration",
  selfIssued: true,
  weakEvidence: false,
} as const;

function harmlessByWord({ family: _, ...reading }: NameReading): NameReading {
  return { ...reading, is: "harmless", confidence: "high", reason: "is no secret by the configuration" };
}

function readAlone(name: string): NameReading {
  const words = wordsOf(name);
  const browser = browserPrefix(words);
  const own = browser ? words.slice(browser.length) : words;
  const file = promisedFile(name, own);
  const read = { ...(file ? readFileName(file) : readWords(own)), words, file: file !== undefined };
  return browser ? inBrowser(read, browser.framework, own) : read;
}

/** What a name says by itself. */
export interface SuspectName {
  is: "secret" | "public" | "harmless";
  reason: string;
  confidence: Confidence;
}

/** Whether a name asks for a secret, whatever its value: for an `ARG NPM_TOKEN` without a default. */
export function suspectName(name: string, own: Vocabulary | undefined): SuspectName {
  const { is, reason, confidence, weakEvidence } = readName(name, own);
  return { is: weakEvidence ? "harmless" : is, reason: `${quoted(name)} ${reason}`, confidence: confidence };
}

/** A name in a sentence. */
export function quoted(name: string): string {
  return `\`${name.length > 80 ? `${name.slice(0, 79)}…` : name}\``;
}

interface PromisedFile {
  /** The words without those for the file. */
  of: readonly string[];
  /** A directory, or a path in a store: it may be called anything, and no entry point reads it as a file. */
  vague: boolean;
}

// `FILE__PASSWORD`, `PASSWORD__FILE`, `PASSWORD_FILE_NAME`, `PASSWORD_PATH`.
function promisedFile(name: string, words: readonly string[]): PromisedFile | undefined {
  if (/^FILE__/.test(name)) return { of: words.slice(1), vague: false };
  const of = [...words];
  if (of.at(-1) === "name" && fileEndings.has(of.at(-2) ?? "")) of.pop();
  while (of.length > 1 && isQualifier(of.at(-1) ?? "")) of.pop();
  const ending = of.pop() ?? "";
  return of.length > 0 && fileEndings.has(ending) ? { of, vague: ending !== "file" } : undefined;
}

function readFileName({ of, vague }: PromisedFile): Found {
  const { family, selfIssued, is } = readWords(of);
  const found: Found = { is: "harmless", confidence: "high", reason: "names a file", selfIssued, weakEvidence: vague };
  return family && is === "secret" ? { ...found, family } : found;
}

function inBrowser(read: NameReading, framework: string, own: readonly string[]): NameReading {
  const privateKey = read.family === "key" && own.includes("private");
  const meantSecret = read.is === "secret" && (read.family === "password" || read.family === "secret" || privateKey);
  if (meantSecret) {
    return { ...read, browser: framework, reason: `${read.reason}, and ${framework} ships it to browsers` };
  }
  if (!read.family) return { ...read, browser: framework };
  return { ...read, is: "public", browser: framework, reason: `is shipped to browsers by ${framework}` };
}
