import { decoded } from "./values/base64.ts";
import { hasRandomWord } from "./values/placeholder.ts";

const marks =
  /(?:^|[^a-z])(?:ci|cicd|e2e|dummy|stub|example|sample|sentinel|insecure|unsafe|local|localhost|localdev|dev|development|placeholder|demo|not|dont|throwaway|ephemeral|temp|temporary|smoke|unused|ignored|irrelevant|wrong|incorrect|invalid)(?:[^a-z]|$)|tests?|fake|mock|localstack|123456|abcdef/;
const longestUnit = 16;

/**
 * Whether somebody made a value up for a job that ends soon, and says so: `ci-session-secret`, `not-a-real-key`,
 * `0123456789abcdef` over and over.
 */
export function isMadeUp(text: string): boolean {
  const plain = decoded(text);
  const read = plain !== undefined && plain.length >= 12 ? `${text} ${plain}` : text;
  return repeats(text) || (marks.test(read.toLowerCase()) && (read !== text || !hasRandomWord(text)));
}

/** Whether a text is a short piece over and over. */
function repeats(text: string): boolean {
  for (let unit = 1; unit <= longestUnit && unit * 2 <= text.length; unit++) {
    const piece = text.slice(0, unit);
    if (piece.repeat(Math.ceil(text.length / unit)).slice(0, text.length) === text) return true;
  }
  return false;
}
