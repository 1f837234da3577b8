/** Tells whether a pattern fits a name, and gives what its first group took: empty where it has none. */
export type NameMatcher = (name: string) => string | undefined;

/** Whether an image's name fits a pattern in which `*` represents one segment, or a part of one. */
export function nameMatches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  const segments = name.split("/");
  const patterns = pattern.split("/");
  return (
    patterns.length === segments.length &&
    patterns.every((one, at) => one === segments[at] || firstWildcard(one.split("*"), segments[at] ?? "") !== undefined)
  );
}

/**
 * Whether a variable is the one listed, or fits it: `<name>` and `*` represent any part of it. Gives that part, or the
 * empty text.
 */
export function variableFits(listed: string, name: string): string | undefined {
  if (listed === name) return "";
  if (!listed.includes("<") && !listed.includes("*")) return undefined;
  return firstWildcard(listed.split(/<[^<>]*>|\*/), name);
}

/**
 * What is in the text between the first two literals, when they come in this order, begin and end it, and have one
 * character or more
 * between each other. The first gap is as wide as it can be. Looks for each literal once, from the end.
 */
function firstWildcard([prefix = "", ...others]: readonly string[], text: string): string | undefined {
  const suffix = others.pop();
  if (suffix === undefined || !text.startsWith(prefix) || !text.endsWith(suffix)) return undefined;
  let end = text.length - suffix.length;
  for (const literal of others.reverse()) {
    const latest = end - 1 - literal.length;
    end = latest < 0 ? -1 : text.lastIndexOf(literal, latest);
    if (end < 0) return undefined;
  }
  return end > prefix.length ? text.slice(prefix.length, end) : undefined;
}
