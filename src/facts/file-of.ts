import type { Fact } from "./fact.ts";

/** The file a fact is in; none for what a running system shows, however its containers are called. */
export function fileOf(fact: Fact): string {
  return fact.place.in === "text" ? fact.place.file : "";
}
