const isWide = (char: string) =>
  /[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
    char,
  );
/** What our own words hold beside ASCII takes one column, too. */
const plain = /^[\x20-\x7e…•│–—·×]*$/;

/** What `Sealed.mask()` leaves of a text, with the quotes around it. */
const mask = /(["']?)[\x21-\x7e•]?•{7} \(\d+\)\1/g;

/** How many columns a terminal gives a printable text. */
export function columns(text: string): number {
  if (plain.test(text)) return text.length;
  let sum = 0;
  for (const char of text) {
    if (/\p{M}/u.test(char)) continue;
    // Digits and `#` count as pictographs, because they begin keycaps.
    sum += char > "\x7e" && isWide(char) ? 2 : 1;
  }
  return sum;
}

/** Breaks a text at its spaces into rows of at most `room` columns. A word that is longer keeps a row of its own: paths must stay whole. */
export function wrapped(text: string, room: number | undefined): string[] {
  if (room === undefined || columns(text) <= room) return [text];
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ")) {
    if (row !== "" && columns(row) + 1 + columns(word) > room) {
      rows.push(row);
      row = word;
    } else row = row === "" ? word : `${row} ${word}`;
  }
  rows.push(row);
  return rows;
}

/** One row of a masked text that shows its first mask, and the row of `^` to stand under each mask; no marks where nothing is masked. */
export function excerpt(shown: string, room: number): { row: string; marks: string } {
  const row = cut(shown, room);
  let marks = "";
  for (const match of row.matchAll(mask)) {
    marks = marks.padEnd(columns(row.slice(0, match.index))) + "^".repeat(columns(match[0]));
  }
  return { row, marks };
}

/** What fits of a row, with its first mask a third of the way in, or as much of what is before it as there is room for. */
function cut(text: string, room: number): string {
  if (columns(text) <= room) return text;
  const chars = [...text];
  const masked = [...text.slice(0, Math.max(0, text.search(mask)))].length;
  const from = Math.min(
    // The mask itself needs up to twenty columns.
    back(chars, masked, Math.max(0, Math.min(Math.floor(room / 3), room - 20))),
    // A row that ends soon behind the mask is shown to its end.
    back(chars, chars.length, room - 1),
  );
  const before = from > 0 ? "…" : "";
  const left = chars.slice(from).join("");
  if (columns(left) <= room - before.length) return before + left;
  let row = before;
  for (const char of left) {
    if (columns(row) + columns(char) > room - 1) break;
    row += char;
  }
  return `${row}…`;
}

/** Where a piece of at most so many columns begins that ends at an index. */
function back(chars: readonly string[], end: number, room: number): number {
  let from = end;
  for (let used = 0; from > 0; from--) {
    used += columns(chars[from - 1] ?? "");
    if (used > room) break;
  }
  return from;
}
