/** Which lines of which files are new: ranges of 1-based lines, both ends inclusive. */
export type ChangedLines = Map<string, [first: number, last: number][]>;

/** A whole file. */
export const allLines: [number, number] = [1, Number.POSITIVE_INFINITY];

/** Reads a unified diff, as `git diff` writes it. `undefined`: it is none. */
export function changedLines(diff: string): ChangedLines | undefined {
  const changed: ChangedLines = new Map();
  let known = diff.trim() === "";
  let ranges: [number, number][] = [];
  let [line, oldLeft, newLeft] = [0, 0, 0];
  for (const text of diff.split("\n")) {
    if (oldLeft > 0 || newLeft > 0) {
      const sign = text[0] ?? " ";
      if (sign === "\\") continue;
      if (sign === "+") addLine(ranges, line);
      if (sign !== "+") oldLeft--;
      if (sign !== "-") [line, newLeft] = [line + 1, newLeft - 1];
      continue;
    }
    const header = text.replace(/\r$/, "");
    // The new lines of a merge are in several columns.
    if (header.startsWith("@@@ ")) return;
    const hunk = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/.exec(header);
    if (hunk) [oldLeft, line, newLeft] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
    const named = /^\+\+\+ (.+)$/.exec(header)?.[1];
    // No lines are told of it, so that it counts whole.
    const binary = /^Binary files .* and (.+) differ$/.exec(header)?.[1];
    if (header.startsWith("diff --git ")) [known, ranges] = [true, []];
    const name = named ?? binary;
    if (name === undefined) continue;
    known = true;
    const path = pathOf(name);
    ranges = changed.get(path) ?? [];
    if (binary !== undefined) ranges.push(allLines);
    if (name !== "/dev/null") changed.set(path, ranges);
  }
  return known ? changed : undefined;
}

function addLine(ranges: [number, number][], line: number): void {
  const last = ranges.at(-1);
  if (last && last[1] + 1 === line) last[1] = line;
  else ranges.push([line, line]);
}

/** A name after `+++`: without its prefix, its quotes, and the tab that git sets after names with spaces. */
function pathOf(name: string): string {
  const plain = name.startsWith('"') ? unquoted(name) : name.replace(/\t.*$/, "");
  return plain.replace(/^[bciw]\//, "");
}

const escapes: Readonly<Record<string, string>> = { a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r" };

/** Git writes bytes beyond ASCII in octal. */
function unquoted(name: string): string {
  const parts = name.slice(1).match(/\\[0-7]{3}|\\.|[^"\\]+/gs) ?? [];
  const bytes = parts.map((part) => {
    if (!part.startsWith("\\")) return Buffer.from(part);
    const code = part.slice(1);
    return /^[0-7]{3}$/.test(code) ? Buffer.from([Number.parseInt(code, 8)]) : Buffer.from(escapes[code] ?? code);
  });
  return Buffer.concat(bytes).toString("utf8");
}
