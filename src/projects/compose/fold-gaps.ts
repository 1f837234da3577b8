import type { Gap, GapReason } from "../../facts/index.ts";
import { type Shown, show } from "../../facts/shown.ts";
import { unfollowed } from "../absent.ts";

const mostOfOneKind = 2;

/** What a compose file names and cannot be followed. */
export interface Unfollowed {
  gap: Omit<Gap, "kind" | keyof GapReason>;
  what: Shown;
  reason: GapReason;
  /** Several of a file that differ in nothing but the path are one thing to know. */
  folds: boolean;
}

/** The gaps, those of thirty includes with the same variable as one. */
export function foldGaps(found: Iterable<Unfollowed>): Gap[] {
  const kinds = new Map<string, [Unfollowed, ...Unfollowed[]]>();
  for (const one of found) {
    const { gap, what, reason, folds } = one;
    const kind = JSON.stringify([gap.subject, reason.why, ...(folds ? [] : [gap.order, what])]);
    const before = kinds.get(kind);
    if (before) before.push(one);
    else kinds.set(kind, [one]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const [first, ...more] = alike;
    if (alike.length <= mostOfOneKind) return alike.map(({ gap, what, reason }) => gapOf(gap, what, reason));
    return [gapOf(first.gap, show`${first.what} and ${more.length} more`, first.reason)];
  });
}

function gapOf(gap: Unfollowed["gap"], what: Shown, reason: GapReason): Gap {
  return { kind: "gap", ...gap, ...unfollowed(what, reason) };
}
