/** A table of words, written as running text. */
export function list(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
