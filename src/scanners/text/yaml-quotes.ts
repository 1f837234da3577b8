import type { Document } from "yaml";

type Documents = readonly Pick<Document.Parsed, "contents" | "errors">[];
type Parse = (text: string) => Documents | undefined;

// Each is another parse.
const mostMended = (text: string) => (text.length > 100_000 ? 2 : 20);

/**
 * Parses a text in which a quoted value may go on further left than it should: `'{` above a `}'` that is below its key.
 * What Compose, GitLab and Ansible
 * read with (libyaml and its kin) takes that, the parser here does not, and loses all that follows. A value that is
 * closed at the end of a line is read as if it
 * was on one: a line break there means a blank (here the blanks of the next line's beginning stay as well). The
 * result's places are those of the text.
 */
export function parseQuoted(text: string, parse: Parse): Documents | undefined {
  let mended = text;
  let documents = parse(mended);
  for (let count = 0; count < mostMended(text); count++) {
    const error = documents?.find(({ errors }) => errors.length > 0)?.errors[0];
    const next = error?.code === "MISSING_CHAR" ? closedOn(mended, error.pos[0], error.message) : undefined;
    if (next === undefined) return documents;
    mended = next;
    documents = parse(mended);
  }
  return documents;
}

/** The text with the rest of an unclosed value on one line. Undefined where no quote closes it at the end of a line. */
function closedOn(text: string, from: number, message: string): string | undefined {
  const [, quote] = /^Missing closing (['"])quote/.exec(message) ?? [];
  if (quote === undefined) return undefined;
  const closing = quote === "'" ? /''|'/g : /\\.|"/gs;
  closing.lastIndex = from;
  for (let match = closing.exec(text); match; match = closing.exec(text)) {
    if (match[0] !== quote) continue;
    const rest = text.slice(from, match.index);
    const behind = text.slice(match.index + 1, match.index + 400);
    const ends = /^[ \t]*(?:[,\]}#][^\n]*)?\r?(?:\n|$)/.test(behind);
    // A document begins or ends in no value, for those parsers either.
    if (rest === "" || !ends || /\n(?:---|\.\.\.)(?:\s|$)/.test(rest)) return undefined;
    return text.slice(0, from) + rest.replace(/[\r\n]/g, " ") + text.slice(match.index);
  }
  return undefined;
}
