/**
 * Finds the `}` that closes the `{` at an offset. Compose counts braces, so that `${X:-{"a":1}}` ends at the last one;
 * where
 * they do not balance, it takes the last `}` there is. One pass over the text, however often it is asked.
 */
export function braces(text: string): (open: number, end: number) => number {
  const partner = new Map<number, number>();
  const open: number[] = [];
  const closing: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (char === 0x7b) open.push(index);
    if (char !== 0x7d) continue;
    closing.push(index);
    const start = open.pop();
    if (start !== undefined) partner.set(start, index);
  }
  return (start, end) => {
    const match = partner.get(start);
    if (match !== undefined && match < end) return match;
    const last = lastBelow(closing, end);
    return last > start ? last : -1;
  };
}

/** The last of the sorted offsets below `end`, or -1. */
function lastBelow(offsets: readonly number[], end: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return offsets[low - 1] ?? -1;
}
