import type { Gap } from "../../facts/index.ts";
import { show, splitShown } from "../../facts/shown.ts";

const mostOfOneKind = 2;

/**
 * Gaps of one file's includes that differ in nothing but the path, as one: thirty includes with the same variable are
 * one thing to know.
 */
export function foldGaps(gaps: Iterable<Gap>): Gap[] {
  const kinds = new Map<string, [Gap, ...Gap[]]>();
  for (const gap of gaps) {
    const reason = /^includes .*(: .*)$/.exec(gap.why)?.[1] ?? `${gap.order} ${gap.why}`;
    const kind = `${gap.subject} ${reason}`;
    const before = kinds.get(kind);
    if (before) before.push(gap);
    else kinds.set(kind, [gap]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike;
    if (alike.length <= mostOfOneKind) return alike;
    const [path, reason] = splitShown(first.why, first.why.lastIndexOf(": "));
    return { ...first, why: show`${path} and ${alike.length - 1} more${reason}` };
  });
}
