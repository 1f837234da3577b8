import { complete } from "./complete.ts";
import type { Family } from "./family.ts";
import { packed } from "./packed.ts";
import type { NameMatcher } from "./pattern.ts";

/**
 * The names of a family, and the family when somebody asks for it: a run names a few images and unpacks a few families.
 */
interface Volume {
  patterns: readonly string[];
  family(): Family;
}

let shelf: readonly Volume[] | undefined;

/** Every family of the catalogue, sorted by name. */
export function catalogue(): readonly Family[] {
  return volumes().map(({ family }) => family());
}

/** The catalogue by its names only. */
export function volumes(): readonly Volume[] {
  shelf ??= packed().trim().split("\n").map(volume);
  return shelf;
}

function volume(line: string): Volume {
  const tab = line.indexOf("\t");
  let family: Family | undefined;
  return {
    patterns: line.slice(0, tab).split(" "),
    family: () => {
      family ??= withMatcher(complete(JSON.parse(line.slice(tab + 1))));
      return family;
    },
  };
}

const longestName = 1000;

/**
 * The catalogue's own patterns may look ahead, which RE2 cannot. Some take quadratic time: no longer name is tested.
 */
function withMatcher(family: Family): Family {
  if (family.variablePattern === undefined) return family;
  const pattern = new RegExp(family.variablePattern);
  const matchName: NameMatcher = (name) => {
    const match = name.length > longestName ? undefined : pattern.exec(name);
    return match ? (match[1] ?? "") : undefined;
  };
  return { ...family, matchName };
}
