import type { Family, Judged, NameReading } from "./types.ts";
import { takesWords } from "./usable.ts";
import { placeholder } from "./values/placeholder.ts";
import { strength } from "./values/strength.ts";
import { isWeak } from "./values/weak.ts";

const wordsOfFileNames = ["file", "txt", "run", "name"];

/**
 * Judges a value that is no path and is bound to a `*_FILE` variable: the entry point looks for a file called so, finds
 * none, and prints the value.
 * A text of words is more likely the name of a file or of a secret.
 */
export function inFileVariable(text: string, name: NameReading, family: Family): Judged {
  const made = strength(text);
  const isName = isWeak(text, [...name.words, ...wordsOfFileNames]) || (made === "wordy" && !takesWords(family, name));
  const tooVague = name.weakEvidence && (made !== "random" || text.length < 16);
  if (isName || tooVague || placeholder(text) !== "no") {
    return { is: "harmless", confidence: "medium", reason: "names a file" };
  }
  const confidence = made === "wordy" ? "low" : "medium";
  return { is: "secret", confidence, reason: `should hold a path, and holds what looks like a ${family}` };
}
