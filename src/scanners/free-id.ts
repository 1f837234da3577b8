import type { Subject, SubjectId } from "../facts/index.ts";

/**
 * An id that no subject has: this one, or this one with a number. `numbers` keeps the last number of each, so that none
 * is tried twice.
 */
export function freeId(
  first: SubjectId,
  subjects: ReadonlyMap<SubjectId, Subject>,
  numbers: Map<SubjectId, number>,
): SubjectId {
  let nth = numbers.get(first) ?? 1;
  let id = first;
  for (; subjects.has(id); nth++) id = `${first}/${nth + 1}`;
  numbers.set(first, nth);
  return id;
}
