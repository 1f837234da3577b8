const width = 80;

/** A paragraph in lines that fit a terminal; a word that is longer stays whole. */
export function wrapped(text: string, columns = width): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
