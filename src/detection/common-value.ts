import { isWeak } from "./values/weak.ts";

/**
 * Whether a value is a word or a number that other texts hold by chance: anyone who finds it there has found nothing.
 */
export function isCommonValue(value: string): boolean {
  return /^(?:[A-Za-z]+|\d+)$/.test(value) && isWeak(value);
}
