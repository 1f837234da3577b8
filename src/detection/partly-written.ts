import { lower } from "./clue.ts";
import { hole } from "./template.ts";
import type { Family, Judged, NameReading } from "./types.ts";
import { isUsable } from "./usable.ts";
import { placeholder } from "./values/placeholder.ts";
import { plain } from "./values/plain.ts";
import { isReference } from "./values/reference.ts";
import { strength } from "./values/strength.ts";
import { isWeak } from "./values/weak.ts";

// What programs and people put before or after a value that comes from elsewhere.
const affix = /^(?:bearer|basic|token|sk|pk|live|v\d+)$/i;

/**
 * Judges a value of which a part is written and a part is not: in `hunter2$SUFFIX`, what is written is still half of
 * the password.
 */
export function partlyWritten(text: string, name: NameReading, family: Family): Judged {
  const elsewhere: Judged = { is: "reference", confidence: "medium", reason: "takes its value from elsewhere" };
  const written = text.replaceAll(hole, " ").trim();
  const kind = plain(text);
  if (isReference(text) || (kind && !isUsable(kind, text, family, name)) || name.file || name.weakEvidence)
    return elsewhere;
  if (family === "auth" || family === "credential" || /[:/=,]/.test(text)) return elsewhere;
  if (written.replace(/[^A-Za-z0-9]/g, "").length < 5 || placeholder(written) !== "no") return elsewhere;
  if (written.split(/\s+/).every((word) => affix.test(word) || isWeak(word, name.words))) return elsewhere;
  if (family !== "password" && family !== "secret" && strength(written) === "wordy") return elsewhere;
  return {
    is: "secret",
    confidence: lower(name.confidence, "medium"),
    reason: `${name.reason} and is written in part`,
  };
}
