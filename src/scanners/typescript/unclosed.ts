/**
 * `<A` where a value can begin: an element, or a type before a value. Code made by a machine compares without blanks.
 */
const opening = /(?<![\w$)\]"'`]\s?)<[A-Za-z]|(?<=\s)<<[A-Za-z]/g;
const closing = /(?<!=)>/g;

/** More than a file that is being edited leaves open. */
const most = 100;

/** Whether so many elements are never closed that the parser would try each of them again and again, for minutes. */
export function hasUnclosedElements(text: string): boolean {
  const opened = count(text, opening, Infinity);
  return opened > most && opened - count(text, closing, opened) > most;
}

function count(text: string, pattern: RegExp, enough: number): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) if (++found >= enough) break;
  return found;
}
