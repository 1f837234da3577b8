/**
 * A token of a Docker ignore pattern. `any`: all that follows; `folders`: nothing, or anything up to a slash; `star`:
 * anything but a slash;
 * `one`: one character but a slash; `oneOf`: a character class; `text`: itself.
 */
type Token =
  | { is: "any" | "folders" | "star" | "one" }
  | { is: "oneOf"; negated: boolean; ranges: readonly (readonly [string, string])[] }
  | { is: "text"; char: string };

/**
 * Compiles a pattern as BuildKit reads it. `undefined`: malformed, which fails a build. Matching is linear in pattern
 * times path.
 */
export function glob(pattern: string): ((path: string) => boolean) | undefined {
  const tokens = tokenize(pattern);
  return tokens && ((path) => matches(tokens, path));
}

function tokenize(pattern: string): Token[] | undefined {
  const chars = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? "";
    if (char === "*" && chars[at + 1] === "*") {
      const start = at;
      at += chars[at + 2] === "/" ? 2 : 1;
      const rest = chars.slice(at + 1);
      // `**.pem` is a plain suffix and crosses names; `a**.pem` is not. That is how it is.
      const suffix = start === 0 && chars[at] !== "/" && rest.every((one) => !"*?[]\\".includes(one));
      tokens.push({ is: rest.length === 0 || suffix ? "any" : "folders" });
    } else if (char === "*") tokens.push({ is: "star" });
    else if (char === "?") tokens.push({ is: "one" });
    else if (char === "\\") {
      at++;
      if (at >= chars.length) return undefined;
      tokens.push({ is: "text", char: chars[at] ?? "" });
    } else if (char === "[") {
      const parsed = characterClass(chars, at + 1);
      if (!parsed) return undefined;
      tokens.push(parsed.token);
      at = parsed.end;
    } else tokens.push({ is: "text", char });
  }
  return tokens;
}

function characterClass(chars: readonly string[], start: number): { token: Token; end: number } | undefined {
  const negated = chars[start] === "^";
  const ranges: [string, string][] = [];
  let at = negated ? start + 1 : start;
  // A bound of a range; what `\\` escapes is never a bracket or a hyphen.
  const bound = (): string | undefined => {
    const char = chars[at];
    if (char === "\\") return chars[++at];
    return char === "]" || char === "-" ? undefined : char;
  };
  for (; at < chars.length; at++) {
    if (chars[at] === "]" && ranges.length > 0) return { token: { is: "oneOf", negated, ranges }, end: at };
    const low = bound();
    let high = low;
    if (chars[at + 1] === "-") {
      at += 2;
      high = bound();
    }
    if (low === undefined || high === undefined) return undefined;
    ranges.push([low, high]);
  }
  return undefined;
}

/** Walks all ways at once. A state is the number of tokens after; `inside` a `folders` token only a slash leads out. */
function matches(tokens: readonly Token[], path: string): boolean {
  let states = new Set<number>();
  let inside = new Set<number>();
  const enter = (state: number, into: Set<number>): void => {
    for (let at = state; !into.has(at); at++) {
      into.add(at);
      const is = tokens[at]?.is;
      if (is !== "any" && is !== "star" && is !== "folders") return;
    }
  };
  enter(0, states);
  for (const char of path) {
    const next = new Set<number>();
    const stay = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (!token) continue;
      if (token.is === "folders") stay.add(state);
      else if (token.is === "any" || (token.is === "star" && char !== "/")) enter(state, next);
      else if (takes(token, char)) enter(state + 1, next);
    }
    for (const state of inside) stay.add(state);
    if (char === "/") for (const state of stay) enter(state + 1, next);
    if (next.size === 0 && stay.size === 0) return false;
    states = next;
    inside = stay;
  }
  return states.has(tokens.length);
}

function takes(token: Token, char: string): boolean {
  if (token.is === "text") return token.char === char;
  if (token.is === "one") return char !== "/";
  if (token.is !== "oneOf") return false;
  return token.ranges.some(([low, high]) => low <= char && char <= high) !== token.negated;
}
