import type { AssignedName, Range } from "./types.ts";

const longestValue = 2000;

/**
 * Where the value that is assigned to a name is, quotes left out; `undefined` where it is no text: a block, a list, a
 * call.
 */
export function valueAfter(text: string, after: number, name: AssignedName, colon: boolean): Range | undefined {
  let from = after;
  while (text[from] === " " || text[from] === "\t") from++;
  // In running text a colon is `host:port`, a time, or the end of a few words; in YAML and JSON its name is only or in
  // quotes.
  if (colon && name.quote === "" && (from === after || !isKey(text, name))) return undefined;
  if (!colon && from > after && isNext(text, after, from)) return undefined;
  const first = text[from] ?? "";
  const open = first === "\\" ? text.slice(from, from + 2) : first;
  if (open === '"' || open === "'" || open === '\\"' || open === "\\'") {
    const range = quoted(text, from + open.length, open);
    return range && !isExpanded(text.slice(...range)) ? range : undefined;
  }
  const end = unquotedEnd(text, from, name, from > after);
  const value = text.slice(from, end);
  return value === "" || isExpanded(value) || isCode(value) ? undefined : [from, end];
}

// `-Dpassword= -Durl=…`, `PASSWORD= HOST=db`: nothing is assigned, and the next one begins.
function isNext(text: string, after: number, from: number): boolean {
  const isGlued = !/\s/.test(text[after - 2] ?? " ");
  return isGlued && /^(?:--?[A-Za-z]|[A-Za-z_][\w.-]{0,60}=[^=\s])/.test(text.slice(from, from + 64));
}

function isKey(text: string, name: AssignedName): boolean {
  return name.startsLine || /[{,]\s*$|["']$/.test(text.slice(Math.max(0, name.start - 8), name.start));
}

function quoted(text: string, from: number, close: string): Range | undefined {
  const limit = Math.min(text.length, from + longestValue);
  for (let at = from; at < limit; at++) {
    if (text.startsWith(close, at)) return at > from ? [from, at] : undefined;
    if (text[at] === "\n") return undefined;
    if (text[at] === "\\" && close.length === 1) at++;
  }
  return undefined;
}

const lineStop = /\s+[#;]|\s+[\w.-]{1,40}=|;\s*[A-Za-z][\w ]{0,40}=|\\n|&&|\s\||\s\\$/;
const wordStop = /[\s&;,)}\]"'<>|\\`]/;

// `password = two words` of an ini file goes on to the end of its line; `PASSWORD=word program` of a shell to the next
// blank.
function unquotedEnd(text: string, from: number, name: AssignedName, spaced: boolean): number {
  const limit = Math.min(text.length, from + longestValue);
  const newline = text.indexOf("\n", from);
  const line = text.slice(from, newline < 0 || newline > limit ? limit : newline);
  const cut = line.search(
    name.startsLine && spaced ? lineStop : name.startsLine ? /\s|;\s*[A-Za-z][\w ]{0,40}=|\\n|&&/ : wordStop,
  );
  return from + (cut < 0 ? line : line.slice(0, cut)).replace(/[\s,;"']+$/, "").length;
}

// What a shell, `printf` or a regular expression makes of it is not written here.
function isExpanded(value: string): boolean {
  return /^\s*\||^\\?\$[\w{(]|^%[a-z]$|\.\*|\.\+|\[\^|\\[SWDw]|^[.[(]|^\W{1,3}$/.test(value);
}

function isCode(value: string): boolean {
  return /^[A-Za-z_][\w.]*\(|^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$|^[[{(|>&*!]/.test(value);
}
