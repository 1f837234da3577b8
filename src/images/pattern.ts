/** Whether an image's name fits a pattern in which `*` stands for one segment, or a part of one. */
export function nameMatches(pattern: string, name: string): boolean {
  const wild = pattern.indexOf("*");
  if (wild === -1) return pattern === name;
  // For most names there is nothing to compile.
  if (!name.startsWith(pattern.slice(0, wild))) return false;
  return new RegExp(`^${escaped(pattern).replaceAll("\\*", "[^/]+")}$`).test(name);
}

/** Whether a variable is the one listed, or fits it: `<name>` and `*` stand for any part of it. Gives that part, or the empty text. */
export function variableFits(listed: string, name: string): string | undefined {
  if (listed === name) return "";
  if (!listed.includes("<") && !listed.includes("*")) return undefined;
  const pattern = escaped(listed).replace(/<[^>]*>|\\\*/g, "(.+)");
  return new RegExp(`^${pattern}$`).exec(name)?.[1];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
