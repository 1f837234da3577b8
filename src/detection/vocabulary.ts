/**
 * What a project says about its own names and values, beside what everybody knows. Matching takes a time that grows
 * with the text, whatever was written.
 */
export interface Vocabulary {
  /** Names that ask for a secret, and names that do not, whatever their words say. */
  isSecretName(name: string): boolean;
  isHarmlessName(name: string): boolean;
  /** Where a text holds secrets of the project's own shapes. */
  secretsIn(text: string): readonly (readonly [start: number, end: number])[];
  /** Whether a value is known to be no secret. */
  isHarmlessValue(text: string): boolean;
}

let current: Vocabulary | undefined;

/**
 * Judges with a vocabulary: all that `judge` does, and nothing after it, knows these words. `judge` must not wait for
 * anything.
 */
export function withVocabulary<T>(vocabulary: Vocabulary | undefined, judge: () => T): T {
  const before = current;
  current = vocabulary;
  try {
    return judge();
  } finally {
    current = before;
  }
}

/** The words that are spoken now. */
export function spoken(): Vocabulary | undefined {
  return current;
}
