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
