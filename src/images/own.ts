import type { Family } from "./family.ts";

let current: readonly Family[] = [];

/**
 * Judges with what a project says about images: all that `judge` looks up, and nothing after it, knows these. `judge`
 * must not wait for anything.
 */
export function withOwnImages<T>(families: readonly Family[], judge: () => T): T {
  const before = current;
  current = families;
  try {
    return judge();
  } finally {
    current = before;
  }
}

/** What the project that is judged now says about images. */
export function ownImages(): readonly Family[] {
  return current;
}
