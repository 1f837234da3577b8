import type { Value } from "../facts/index.ts";

/** A path as a file writes it. */
export interface WrittenPath {
  /** Fallbacks are in for their references; a reference without one stays `$NAME`. */
  text: string;
  /** Whether all of it is known. */
  known: boolean;
}

/**
 * The path in a place where only a path can be: the source or target of a copy, a build context. Not for values: what
 * has not the shape of a
 * path is `undefined`.
 */
export function writtenPath(
  value: Value,
  variable: (name: string) => Value | undefined = () => undefined,
): WrittenPath | undefined {
  let text = "";
  let known = true;
  for (const part of value) {
    if (part.is === "literal") text += part.text.open((literal) => literal);
    else if (part.is === "unknown") return undefined;
    else if (variable(part.to.name) ?? (part.fallback?.length ? part.fallback : undefined)) {
      // What a variable represents is not looked up again: it can represent itself.
      const set = variable(part.to.name);
      const fallback = set ? writtenPath(set) : writtenPath(part.fallback ?? [], variable);
      if (!fallback) return undefined;
      text += fallback.text;
      known &&= fallback.known;
    } else {
      text += `$${part.to.name}`;
      known = false;
    }
  }
  // Nearly all are plain, and for them the longer pattern is not compiled.
  const odd = /[^ -~]/.test(text) && /[\p{Cc}\p{Cf}]/u.test(text);
  return text === "" || text.length > 300 || odd ? undefined : { text, known };
}

/** A copy's source as a path of the context: `/a`, `./a/` and `../a` are `a`, and `.` is `""`. */
export function contextPath(source: string): string {
  const names: string[] = [];
  for (const name of source.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}
