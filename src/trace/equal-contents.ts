import type { SealedBytes } from "../facts/sealed-bytes.ts";
import { essenceOf, withoutLineEnd } from "./essence.ts";

/**
 * Groups things by equal content, line breaks at its end left out. What is public, or turns up anywhere, is in no
 * group.
 */
export function groupByContent<T>(things: readonly T[], contentOf: (thing: T) => SealedBytes | undefined): T[][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = contentOf(thing)?.open((bytes) => (typeof essenceOf(bytes) === "string" ? "" : keyOf(bytes)));
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups.values()];
}

function keyOf(bytes: Uint8Array): string {
  let key = "";
  for (const byte of withoutLineEnd(bytes)) key += String.fromCharCode(byte);
  return key;
}
