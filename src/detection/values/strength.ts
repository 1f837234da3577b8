import { weakWords } from "./weak-words.ts";

/**
 * How much a text looks made by a machine. `random`: long and without order; `mixed`: letters among digits or signs;
 * `wordy`: plain words.
 */
export type Strength = "random" | "mixed" | "wordy";

/** Measures a text. Only strengthens what a name began: `node_modules/.bin/tsc` has more entropy than many a key. */
export function strength(text: string): Strength {
  const chunks = text.slice(0, 400).match(/[A-Za-z]+|[0-9]+|[^A-Za-z0-9\s]+/g) ?? [];
  const letters = chunks.filter((chunk) => /[A-Za-z]/.test(chunk)).flatMap(cases);
  const digits = chunks.filter((chunk) => /[0-9]/.test(chunk));
  if (looksRandom(text, letters, digits)) return "random";
  if (/[A-Za-z][0-9]|[0-9][A-Za-z]/.test(text) || /[^A-Za-z0-9\s._-]/.test(text) || hasOddCase(text)) return "mixed";
  return "wordy";
}

function cases(chunk: string): string[] {
  return chunk.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? [];
}

function hasOddCase(text: string): boolean {
  return /[a-z][A-Z]{2}[a-z]|[a-z][A-Z][a-z][A-Z]/.test(text);
}

// Words are long and few; what a machine makes changes between letters, cases and digits all the time.
function looksRandom(text: string, letters: readonly string[], digits: readonly string[]): boolean {
  const run = longestRun(text);
  if (run.length < 16 || entropy(run) < 2.8 || isWorded(text)) return false;
  const pieces = letters.length + digits.length;
  return /[0-9]/.test(run) ? text.length / pieces < 4.5 : text.length / pieces < 2.8;
}

// `test-jwt-secret-for-e2e-tests` changes often too, and half of it stands in a dictionary.
function isWorded(text: string): boolean {
  const words = text.slice(0, 400).match(/[A-Za-z]+/g) ?? [];
  const known = words.filter((word) => word.length > 3 && weakWords.has(word.toLowerCase()));
  return known.join("").length * 2 > Math.min(text.length, 400);
}

function longestRun(text: string): string {
  const runs = text.slice(0, 400).match(/[A-Za-z0-9+/=_~-]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), "");
}

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether a text is too monotonous or orderly for a real token: `xxxx`, `1234567890`, `abcdef`. */
export function isMonotonous(text: string): boolean {
  if (new Set(text.toLowerCase()).size <= 3) return true;
  let steps = 0;
  for (let at = 1; at < text.length; at++) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    if (step === 0 || step === 1) steps++;
  }
  return steps / (text.length - 1) > 0.6;
}
