import { hole } from "./template.ts";
import type { Clue } from "./types.ts";
import { decoded } from "./values/base64.ts";
import { placeholder } from "./values/placeholder.ts";
import { isReference } from "./values/reference.ts";
import { strength } from "./values/strength.ts";

const header = /\b(Basic|Bearer|token)[ \t]{1,4}([A-Za-z0-9+/._~=-]{8,2000})/gi;

/** Credentials of an HTTP header in a text: `Authorization: Basic …`, `Bearer …`. */
export function headerClues(text: string): Clue[] {
  const lower = text.toLowerCase();
  if (!["basic", "bearer", "authorization"].some((word) => lower.includes(word))) return [];
  const clues: Clue[] = [];
  for (const match of text.matchAll(header)) {
    const [whole, scheme = "", value = ""] = match;
    const start = match.index + whole.length - value.length;
    if (value.includes(hole) || isReference(value) || placeholder(value) !== "no" || !isCredential(scheme, value))
      continue;
    clues.push({
      is: "secret",
      confidence: "medium",
      reason: `holds the credentials of an HTTP header (\`${scheme}\`)`,
      by: "config",
      name: "Authorization",
      ranges: [[start, start + value.length]],
      real: strength(value) === "random",
    });
  }
  return clues;
}

// "Basic authentication" and "token lifetime" are prose.
function isCredential(scheme: string, value: string): boolean {
  if (scheme.toLowerCase() !== "basic") return value.length >= 16 && strength(value) === "random";
  return /^[\x20-\x7e]{1,80}:[\x20-\x7e]{2,}$/.test(decoded(value) ?? "");
}
