const isWide = (char: string) =>
  /[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
    char,
  );
/** What our own words hold beside ASCII takes one column, too. */
const plain = /^[\x20-\x7e…•│–—·×]*$/;

/** What `Sealed.mask()` leaves of a text. */
const mask = /([\x21-\x7e•]?•{7}) \((\d+)\)/g;

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

/**
 * Breaks a text at its spaces into rows of at most `room` columns. A word that is longer keeps a row of its own: paths
 * must stay whole.
 */
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

/**
 * One row of a masked text that shows its first mask, and the row below it: `^` under each mask and how long the values
 * are.
 * No marks where nothing is masked.
 */
export function excerpt(shown: string, room: number): { row: string; marks: string } {
  const lengths: string[] = [];
  const text = shown.replace(mask, (_, bullets: string, length: string) => {
    lengths.push(length);
    return bullets;
  });
  const row = cutAround(text, room);
  let marks = "";
  let seen = 0;
  for (const match of row.matchAll(bullets)) {
    if (seen === lengths.length) break;
    marks = marks.padEnd(columns(row.slice(0, match.index))) + "^".repeat(columns(match[0]));
    seen += 1;
  }
  const labelled = `${marks} ${characters(lengths.slice(0, seen))}`;
  return { row, marks: marks === "" || columns(labelled) > room ? marks : labelled };
}

const bullets = /(?:[\x21-\x7e](?=•{7}(?!•))|•)•{7}/g;

function characters(lengths: readonly string[]): string {
  if (lengths.length === 1 && lengths[0] === "1") return "1 character";
  const last = lengths.at(-1);
  return lengths.length < 2 ? `${last} characters` : `${lengths.slice(0, -1).join(", ")} and ${last} characters`;
}

/** What fits of a row: its beginning. */
function cut(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let row = "";
  for (const char of text) {
    if (columns(row) + columns(char) > room - 1) break;
    row += char;
  }
  return `${row}…`;
}

/**
 * What fits of a row, with its first mask a third of the way in, or as much of what is before it as there is room for.
 */
function cutAround(text: string, room: number): string {
  if (columns(text) <= room) return text;
  const chars = [...text];
  const masked = [...text.slice(0, Math.max(0, text.search(bullets)))].length;
  const from = Math.min(
    // The mask itself needs eight columns.
    back(chars, masked, Math.max(0, Math.min(Math.floor(room / 3), room - 20))),
    // A row that ends soon after the mask is shown to its end.
    back(chars, chars.length, room - 1),
  );
  return (from > 0 ? "…" : "") + cut(chars.slice(from).join(""), from > 0 ? room - 1 : room);
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
