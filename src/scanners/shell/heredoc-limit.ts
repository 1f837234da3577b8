const mostMarks = 200;

/**
 * Where a line begins that announces more here-documents than any script needs: the parser takes quadratic time over
 * them. A line that is
 * continued is one. Nothing where there is none.
 */
export function tooManyHeredocs(text: string): number | undefined {
  let marks = 0;
  let line = 0;
  for (let mark = text.indexOf("<<"); mark >= 0; mark = text.indexOf("<<", mark + 2)) {
    const begin = lineBegin(text, mark, line);
    if (begin !== line) [line, marks] = [begin, 0];
    if (++marks > mostMarks) return line;
  }
  return undefined;
}

/** The beginning of the line that an offset is in, looked for no further back than the one before it. */
function lineBegin(text: string, offset: number, before: number): number {
  let end = text.lastIndexOf("\n", offset);
  while (end >= before && text[end - 1] === "\\") end = text.lastIndexOf("\n", end - 1);
  return end < before ? before : end + 1;
}
