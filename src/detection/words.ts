import { apart, together } from "./names/joined-words.ts";

// The head of a name is at its end, so a monster of a name may lose its beginning.
const longestName = 200;

/**
 * The words of a name in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` are all `db password`; `PGPASSWORD`
 * is `pg password`.
 */
export function wordsOf(name: string): string[] {
  const pieces = name
    .slice(-longestName)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]{1,40})([A-Z][a-z])/g, "$1 $2")
    .match(/[A-Za-z]+|[0-9]+/g);
  return joinPairs((pieces ?? []).map((piece) => piece.toLowerCase()).flatMap(apart));
}

function joinPairs(pieces: readonly string[]): string[] {
  const words: string[] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    const joined = last === undefined ? undefined : together(last, piece);
    if (joined === undefined) words.push(piece);
    else words.splice(-1, 1, joined);
  }
  return words;
}
