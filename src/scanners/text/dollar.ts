const operators = new Set([":-", "-", ":+", "+", ":?", "?", "#", "%", "/"]);

/** What follows a `$` of a Dockerfile, up to where the word of its operator begins. */
export interface Dollar {
  /** A variable's name, digits, or a special parameter of the shell (which a Dockerfile has none of). */
  name: string;
  /** Empty for `$X` and `${X}`. */
  operator: string;
  /** After the name, or after the operator: there a word begins that ends at the next `}` of its own level. */
  end: number;
}

/**
 * Reads the variable after the `$` at `index`. `undefined`: the dollar represents itself, or the builder refuses it.
 */
export function readDollar(text: string, index: number, end: number): Dollar | undefined {
  if (text[index + 1] !== "{") {
    const name = nameAt(text, index + 1, end);
    return name === "" ? undefined : { name, operator: "", end: index + 1 + name.length };
  }
  const name = nameAt(text, index + 2, end);
  const behind = index + 2 + name.length;
  if (name === "" || behind >= end) return undefined;
  if (text[behind] === "}") return { name, operator: "", end: behind + 1 };
  const operator = text[behind] === ":" ? text.slice(behind, behind + 2) : text.slice(behind, behind + 1);
  if (!operators.has(operator) || behind + operator.length > end) return undefined;
  return { name, operator, end: behind + operator.length };
}

/** Whether the builder can have a variable of that name; the others are always empty. */
export function isVariable(name: string): boolean {
  return /^[\p{L}_]/u.test(name);
}

function nameAt(text: string, start: number, end: number): string {
  const first = text[start];
  if (start >= end || first === undefined) return "";
  if (/\p{Nd}/u.test(first)) return run(text, start, end, /\p{Nd}/u);
  if ("@*#?-$!".includes(first)) return first;
  return run(text, start, end, /[\p{L}\p{Nd}_]/u);
}

function run(text: string, start: number, end: number, member: RegExp): string {
  let index = start;
  while (index < end && member.test(text[index] ?? "")) index++;
  return text.slice(start, index);
}
