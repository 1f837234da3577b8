import { volumes } from "./catalogue.ts";
import type { Family } from "./family.ts";
import { nameMatches } from "./pattern.ts";
import { readReference } from "./reference.ts";
import { isInSpan, type Version } from "./version.ts";

/** What is known of one image, at the version its reference names. */
export interface ImageKnowledge {
  family: Family;
  version: Version;
  /**
   * `yes`: the family holds for this version. `no`: it is the nearest thing known, but this version is outside its
   * `since` and `until`.
   * `maybe`: the version cannot be told, and not all versions are alike.
   */
  applies: "yes" | "no" | "maybe";
}

/**
 * What is known of an image. Undefined: nothing, and nothing may be guessed. A user's own families go before the
 * catalogue's.
 */
export function lookUp(reference: string, own: readonly Family[] = []): ImageKnowledge | undefined {
  const read = readReference(reference);
  if (!read) return undefined;
  const mine = chapters(read.name, own);
  const families = mine.length > 0 ? mine : chapters(read.name, volumes()).map(({ family }) => family());
  return chosen(families, read.version);
}

/** Those of a name: several where its versions differ. One that writes the name out goes before a wildcard. */
function chapters<Named extends Pick<Family, "patterns">>(name: string, all: readonly Named[]): readonly Named[] {
  const exact = all.filter(({ patterns }) => patterns.includes(name));
  if (exact.length > 0) return exact;
  return all.filter(({ patterns }) => patterns.some((pattern) => nameMatches(pattern, name)));
}

function age({ newest, until }: Family): number {
  return newest ? -1 : Number(until !== undefined);
}

function chosen(families: readonly Family[], version: Version): ImageKnowledge | undefined {
  // The newest first: where the version cannot be told, that is the likeliest.
  const sorted = families.toSorted((a, b) => age(a) - age(b));
  const [first] = sorted;
  if (!first) return undefined;
  const alike = sorted.length === 1 && first.since === undefined && first.until === undefined;
  if (version.is === "unknown") return { family: first, version, applies: alike ? "yes" : "maybe" };
  const fitting = sorted.find((family) => isInSpan(version, family));
  return fitting ? { family: fitting, version, applies: "yes" } : { family: first, version, applies: "no" };
}
