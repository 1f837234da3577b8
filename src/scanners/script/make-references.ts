/**
 * The text of a recipe line as its shell gets it: make's own signs undone, its variables as the shell's, so that each
 * letter keeps its place.
 */
export function recipeText(line: string, start: number): { text: string; at: (index: number) => number } | undefined {
  const kept: string[] = [];
  const offsets: number[] = [];
  const put = (text: string, at: number) => {
    for (let index = 0; index < text.length; index++) {
      kept.push(text.charAt(index));
      offsets.push(at + index);
    }
  };
  let index = /^\t[\t @+-]*/.exec(line)?.[0].length ?? 0;
  if (index >= line.length || line[index] === "#") return undefined;
  for (; index < line.length; index++) {
    const char = line.charAt(index);
    // A continued line of a recipe loses the tab that begins it.
    if (char === "\n" && line[index + 1] === "\t") {
      put(char, start + index++);
      continue;
    }
    if (char !== "$") {
      put(char, start + index);
      continue;
    }
    const expression = expressionAt(line, index);
    put(expression.text, start + index);
    index += expression.length - 1;
  }
  offsets.push(start + line.length);
  return { text: kept.join(""), at: (nth) => offsets[Math.min(nth, offsets.length - 1)] ?? start };
}

/**
 * `$$` is a dollar, `$(NAME)` a variable; the command of `$(shell …)` is one of the shell; whatever else make computes
 * is a variable without a name of its own.
 */
function expressionAt(line: string, at: number): { text: string; length: number } {
  const next = line.charAt(at + 1);
  if (next === "$") return { text: "$", length: 2 };
  if (next !== "(" && next !== "{") return { text: /[@<^?*+%|]/.test(next) ? "$_" : `$${next}`, length: 2 };
  const end = closing(line, at + 1);
  const inside = line.slice(at + 2, end);
  const length = end + 1 - at;
  // `${X-default}` is meant for a shell: what follows the dash is no name.
  const [meant] = /^[A-Z_][A-Z\d_]*(?=-)/.exec(inside) ?? [];
  const name = meant ?? (/^[\w.-]+$/.test(inside) ? inside : /^([\w.-]+):/.exec(inside)?.[1]);
  if (name !== undefined) return { text: `\${${name.replace(/[.-]/g, "_")}}`, length };
  if (/^shell\s/.test(inside)) return { text: `$(${" ".repeat(5)}${inside.slice(5)})`, length };
  return { text: `\${${"_".repeat(Math.max(1, length - 3))}}`, length };
}

/** The bracket that closes the one at `open`; the end of the line where none does. */
function closing(line: string, open: number): number {
  const [opening, close] = line[open] === "(" ? ["(", ")"] : ["{", "}"];
  let depth = 0;
  for (let index = open; index < line.length; index++) {
    if (line[index] === opening) depth++;
    else if (line[index] === close && --depth === 0) return index;
  }
  return line.length - 1;
}
