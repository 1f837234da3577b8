/** A stretch of a text that was decoded, and where it was written in the text before. */
export interface Stretch {
  value: string;
  from: number;
  to: number;
}

/**
 * Takes a decoded text of several lines apart, so that what is in its tenth line has a place there. Of a line with
 * escapes what is before the first
 * and after the last one has its own place. Nothing where the lines do not fit.
 */
export function escapedLines(written: string, decoded: string): Stretch[] | undefined {
  const lines = logicalLines(written);
  const values = decoded.split(/(?<=\n)/);
  if (lines.length !== values.length || lines.length < 2) return undefined;
  return lines.flatMap(({ from, to }, index) => stretches(written.slice(from, to), values[index] ?? "", from));
}

/** Lines; a backslash at the end of one joins it to the next. */
function logicalLines(text: string): { from: number; to: number }[] {
  const lines: { from: number; to: number }[] = [];
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const last = lines.at(-1);
    const joins = last && isContinued(text.slice(last.from, last.to));
    if (joins) last.to += line.length;
    else lines.push({ from: start, to: start + line.length });
    start += line.length;
  }
  return lines;
}

function isContinued(line: string): boolean {
  const backslashes = /\\*(?=\n$)/.exec(line.slice(-200))?.[0].length ?? 0;
  return backslashes % 2 === 1;
}

function stretches(written: string, value: string, start: number): Stretch[] {
  if (written === value) return [{ value, from: start, to: start + written.length }];
  const most = Math.min(written.length, value.length);
  let head = 0;
  while (head < most && written[head] === value[head] && written[head] !== "\\") head++;
  let tail = 0;
  while (tail < most - head && written.at(-1 - tail) === value.at(-1 - tail) && written.at(-1 - tail) !== "\\") tail++;
  // The escaped letter itself belongs to its backslash.
  if (tail > 0 && written.at(-1 - tail) === "\\") tail--;
  return [
    { value: value.slice(0, head), from: start, to: start + head },
    { value: value.slice(head, value.length - tail), from: start + head, to: start + written.length - tail },
    { value: value.slice(value.length - tail), from: start + written.length - tail, to: start + written.length },
  ].filter((one) => one.value !== "");
}
