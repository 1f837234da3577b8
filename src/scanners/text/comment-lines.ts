/**
 * The offset after the quote that closes the one at `open`; nothing when there is none at `open`, or none that closes
 * it.
 */
export function quoteEnd(text: string, open: number, escapes = text[open] === '"'): number | undefined {
  const quote = text[open];
  if (quote !== '"' && quote !== "'") return undefined;
  for (let at = open + 1; at < text.length; at++) {
    if (escapes && text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  // Nothing after it closes a quote, so that this happens once for each kind of quote and the whole stays linear.
  return undefined;
}

/** A space or a tab. */
export function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/** After spaces, tabs and a byte order mark. */
export function pastBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at]) || text[at] === "\ufeff") at++;
  return at;
}

/** Where the line of an offset ends: its line feed, or the end of the text. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** The same without a carriage return and blanks at the end. */
export function contentEnd(text: string, from: number): number {
  let end = lineEnd(text, from);
  while (end > from && (isBlank(text[end - 1]) || text[end - 1] === "\r")) end--;
  return end;
}
