/**
 * What a tag says about the version. `newest`: `latest`, `alpine`, no tag at all; `unknown`: it cannot be told from
 * here.
 */
export type Version = { is: "known"; numbers: readonly number[] } | { is: "newest" } | { is: "unknown" };

const leading = /^(?:version-|release[-.])?v?(\d+(?:[._]\d+)*)/;
const dated = /^(?:release\.)?(\d{4})-(\d\d)-(\d\d)/;

/** The version in a tag. `16` is the newest 16: what is missing after it counts as higher than any number. */
export function versionOf(tag: string): Version {
  const lower = tag.toLowerCase();
  const date = lower.length < 10 ? undefined : dated.exec(lower);
  if (date) return { is: "known", numbers: date.slice(1).map(Number) };
  const match = leading.exec(lower);
  if (!match?.[1]) return { is: "newest" };
  // A commit's name can begin with digits.
  if (lower.length >= 7 && /^[0-9a-f]{7,40}$/.test(lower) && /[a-f]/.test(lower)) return { is: "unknown" };
  return { is: "known", numbers: numbersOf(match[1]) };
}

/** Where a family, or a part of it, begins and ends. */
interface Bounds {
  since?: string | undefined;
  until?: string | undefined;
  newest?: true;
}

/** Whether a version is between two bounds, both included; `3.8.34` and `3.8` are within `until: "3.8"`. */
export function isInSpan(version: Version, { since, until, newest }: Bounds): boolean {
  if (version.is === "newest") return newest === true || until === undefined;
  if (version.is === "unknown") return true;
  return (
    (since === undefined || compare(version.numbers, since) >= 0) &&
    (until === undefined || compare(version.numbers, until) <= 0)
  );
}

/** Compares as far as the bound is written. */
function compare(numbers: readonly number[], bound: string): number {
  for (const [index, wanted] of numbersOf(bound).entries()) {
    const number = numbers[index] ?? Number.POSITIVE_INFINITY;
    if (number !== wanted) return number > wanted ? 1 : -1;
  }
  return 0;
}

function numbersOf(text: string): number[] {
  return text.split(/[._]/).map(Number);
}
