/** A text in an answer, and the names that lead to it. A key of a table is a text, too. */
export interface Leaf {
  path: readonly string[];
  text: string;
  is: "text" | "key";
}

/** Every text of a JSON value. */
export function* leavesOf(value: unknown, path: readonly string[] = []): Generator<Leaf> {
  if (typeof value === "string") yield { path, text: value, is: "text" };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) yield { path, text: key, is: "key" };
    yield* leavesOf(inner, [...path, key]);
  }
}
