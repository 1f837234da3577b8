import type { Detector } from "../detection/detector.ts";
import type { SuspectLine } from "../detection/running-text.ts";
import type { Suspicion } from "../detection/types.ts";
import { fileOf } from "../facts/file-of.ts";
import type { Binding, Part, Span, Value } from "../facts/index.ts";
import { masked } from "../facts/shown.ts";
import type { Report } from "./rule.ts";

export { fileOf };

/**
 * What the other lines of a value give away that is written over several: a JAAS configuration, a file in a variable.
 */
export function furtherLines(
  binding: Binding,
  { spans }: Suspicion,
  { suspectTextParts }: Pick<Detector, "suspectTextParts">,
): readonly SuspectLine[] {
  if (!binding.value.some(endsLine)) return [];
  const lineOf = linesOf(binding.value);
  const told = new Set(spans.map(lineOf));
  return suspectTextParts(binding.value, { file: fileOf(binding), sink: binding.sink }).filter(({ suspicion }) => {
    const line = suspicion.spans[0] && lineOf(suspicion.spans[0]);
    return line !== undefined && !told.has(line) && told.add(line);
  });
}

/** Tells the line of a value that a span is in, by where the lines begin. */
function linesOf(value: Value): (span: Span) => number {
  const starts: number[] = [];
  let begins = true;
  for (const part of value) {
    if (begins && part.is !== "unknown") starts.push(part.span[0]);
    begins = endsLine(part) || (begins && part.is === "unknown");
  }
  return ([start]) => lastAtMost(starts, start);
}

function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A line break, or the blank that it was folded into, is written over the indentation of the next line.
function endsLine(part: Part): boolean {
  return part.is === "literal" && part.text.matches(/^\s$/) && part.span[1] - part.span[0] > 1;
}

/** Whether a verdict is one to report. */
export function isUsable(suspicion: Suspicion): boolean {
  return suspicion.is === "secret" || suspicion.is === "weak";
}

/** What a report says about its judgement: where exactly, how sure, why. */
export function judged(suspicion: Suspicion): Pick<Report, "span" | "confidence" | "because" | "example"> {
  const [span] = suspicion.spans;
  return {
    ...(span && { span }),
    confidence: suspicion.confidence,
    because: suspicion.reason,
    example: suspicion.example,
  };
}

/** What the message says about a secret that a dictionary holds, or of one whose shape is known. */
export function nature(suspicion: Suspicion): string {
  if (suspicion.is === "weak") return " with a guessable value";
  return suspicion.shape ? ` (${suspicion.shape})` : "";
}

/** The same where the message says itself that it is guessable. */
export function shapeOf(suspicion: Suspicion): string {
  return suspicion.is === "weak" ? "" : nature(suspicion);
}

/** The secret's name below /run/secrets that a variable suggests: `DB_PASSWORD` gives `db_password`. */
export function secretName(variable: string): string {
  return (
    variable
      // A digit ends no word: `N8N_DB_PASSWORD`.
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .toLowerCase()
      .replace(/[^a-z\d_]+/g, "_")
      .replace(/^_+|_+$/g, "") || "secret"
  );
}

/** How a binding may be shown: its name and its masked value. */
export function shownBinding(name: string, value: Value, separator = "="): string {
  return `${name}${separator}${masked(value)}`;
}
