const windowSize = 100;
const base = 37;
const word = 2 ** 32;
const leavingWeight = BigInt.asUintN(64, BigInt(base) ** BigInt(windowSize));
const leavingHigh = Number(leavingWeight >> 32n);
const leavingLow = Number(leavingWeight & 0xffffffffn);

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const endOfFile = 0xffff;

/**
 * GitHub code scanning's `primaryLocationLineHash` of the lines that start at the given offsets: a 64-bit polynomial
 * over the first hundred
 * characters that are neither space nor tab, counted on into the next lines, and how many lines up to this one hash to
 * the same.
 */
export function lineHashes(text: string, lineStarts: Iterable<number>): Map<number, string> {
  const wanted = [...new Set(lineStarts)].sort((a, b) => a - b);
  // Two passes, so that only the hashes asked for are counted and a file of a million lines needs no map of a million
  // entries.
  const counts = new Map<number, Map<number, number>>();
  forEachWanted(text, wanted, (_start, high, low) => {
    const highs = counts.get(low) ?? new Map<number, number>();
    counts.set(low, highs.set(high, 0));
  });
  const hashes = new Map<number, string>();
  forEachWanted(
    text,
    wanted,
    (start, high, low) => hashes.set(start, `${hex(high, low)}:${counts.get(low)?.get(high) ?? 1}`),
    (high, low) => {
      const highs = counts.get(low);
      const count = highs?.get(high);
      if (highs && count !== undefined) highs.set(high, count + 1);
    },
  );
  return hashes;
}

type OnLine = (start: number, high: number, low: number) => void;

function forEachWanted(
  text: string,
  wanted: readonly number[],
  onWanted: OnLine,
  onEvery?: (high: number, low: number) => void,
): void {
  let next = 0;
  if (wanted.length === 0) return;
  forEachLine(text, (first, high, low) => {
    onEvery?.(high, low);
    for (let start = wanted[next]; start !== undefined && start <= first; start = wanted[++next]) {
      onWanted(start, high, low);
    }
    return next < wanted.length;
  });
}

/**
 * Rolls over the text and calls back for each line, in order, with the offset of its first character that counts and
 * the two halves of its hash.
 * Here a lone carriage return ends a line too. Stops when the callback returns false.
 */
function forEachLine(text: string, onLine: (first: number, high: number, low: number) => boolean): void {
  const units = new Uint16Array(windowSize);
  const firsts = new Float64Array(windowSize).fill(-1);
  let slot = 0;
  let high = 0;
  let low = 0;
  let atLineStart = true;
  let afterReturn = false;
  // After the text come one mark for its end and as many zeros as the window is long.
  for (let at = 0; at <= text.length + windowSize; at++) {
    let unit = at === text.length ? endOfFile : 0;
    if (at < text.length) {
      unit = text.charCodeAt(at);
      const skipped = unit === space || unit === tab || (afterReturn && unit === lineFeed);
      afterReturn = unit === carriageReturn;
      if (skipped) continue;
      if (afterReturn) unit = lineFeed;
    }
    const first = firsts[slot] ?? -1;
    if (first !== -1) {
      if (!onLine(first, high, low)) return;
      firsts[slot] = -1;
    }
    if (atLineStart) firsts[slot] = at;
    atLineStart = unit === lineFeed;
    // Every product stays below 2^53, so plain numbers are exact; `>>> 0` takes the remainder, of negative numbers too.
    const leaving = units[slot] ?? 0;
    const sum = low * base + unit - leaving * leavingLow;
    low = sum >>> 0;
    high = (high * base - leaving * leavingHigh + (sum - low) / word) >>> 0;
    units[slot] = unit;
    slot = (slot + 1) % windowSize;
  }
}

function hex(high: number, low: number): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
}
