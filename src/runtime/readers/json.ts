import type { Sealed } from "../../facts/sealed.ts";

/** JSON of which nothing is taken for granted: engines leave fields out, add some, and differ from each other. */
export type Json = Readonly<Record<string, unknown>>;

/** The object a sealed answer holds; empty when it is none. */
export function objectIn(sealed: Sealed | undefined): Json {
  return object(parsed(sealed));
}

/** The list a sealed answer holds; empty when it is none. */
export function listIn(sealed: Sealed | undefined): readonly Json[] {
  const value = parsed(sealed);
  return Array.isArray(value) ? value.map(object) : [];
}

function parsed(sealed: Sealed | undefined): unknown {
  return sealed?.open((text): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  });
}

/** What is at a path of names; nothing where a step is missing. */
export function at(json: unknown, ...path: readonly string[]): unknown {
  let value = json;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Json)[name];
  }
  return value;
}

export function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === "string");
}
