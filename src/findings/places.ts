import type { Place } from "../facts/index.ts";

/** Where a place begins and ends. An empty span still takes its one position; in a capture the pointer decides. */
function extent(place: Place): readonly [number, number] {
  if (place.in === "capture") return [0, 1];
  return [place.span[0], Math.max(place.span[1], place.span[0] + 1)];
}

/** How many characters a place takes. */
export function width(place: Place): number {
  const [from, to] = extent(place);
  return to - from;
}

/** Whether two places share a character, or are the same node of a capture. */
export function overlap(a: Place, b: Place): boolean {
  const [from, to] = extent(a);
  const [otherFrom, otherTo] = extent(b);
  return a.file === b.file && samePointer(a, b) && from < otherTo && otherFrom < to;
}

/** The things, of a list about one file and sorted by start, that are inside a place. */
export function* inside<T extends { at: Place }>(sorted: readonly T[], place: Place): Generator<T> {
  const [from, to] = extent(place);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = sorted[middle];
    if (candidate && extent(candidate.at)[0] < from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < sorted.length; index++) {
    const candidate = sorted[index];
    if (!candidate || extent(candidate.at)[0] >= to) return;
    if (extent(candidate.at)[1] <= to && samePointer(candidate.at, place)) yield candidate;
  }
}

/**
 * Splits a list about one file, sorted by start, where nothing reaches across: only inside a cluster can two overlap.
 */
export function clusters<T extends { at: Place }>(sorted: readonly T[]): T[][] {
  const found: T[][] = [];
  let end = -1;
  for (const one of sorted) {
    const [from, to] = extent(one.at);
    if (from >= end) found.push([]);
    found.at(-1)?.push(one);
    end = Math.max(end, to);
  }
  return found;
}

/** Things by the file they are in. */
export function byFile<T extends { at: Place }>(things: Iterable<T>): Map<string, T[]> {
  const files = new Map<string, T[]>();
  for (const thing of things) {
    const list = files.get(thing.at.file);
    if (list) list.push(thing);
    else files.set(thing.at.file, [thing]);
  }
  return files;
}

/** Files by name, then places by start and end, or by pointer. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return compareText(a.file, b.file);
  if (a.in === "text" && b.in === "text") return a.span[0] - b.span[0] || a.span[1] - b.span[1];
  if (a.in === "capture" && b.in === "capture") return compareText(a.pointer, b.pointer);
  return a.in === "text" ? -1 : 1;
}

/** By code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function samePointer(a: Place, b: Place): boolean {
  return a.in === "text" ? b.in === "text" : b.in === "capture" && a.pointer === b.pointer;
}
