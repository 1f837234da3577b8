import { valueAfter } from "./assigned-value.ts";
import type { AssignedName, Range } from "./types.ts";

/** `name=value` somewhere in running text. */
export interface Assignment {
  name: string;
  value: Range;
  /** Inside a URL or connection string: `?password=…`, `;Password=…`. */
  parameter: boolean;
  /** It begins a line after the first one, or the text, or a mark tells where it begins. */
  beginsLine: boolean;
  /** Where the name begins. */
  start: number;
}

const longestName = 80;
const interesting = /pass|pwd|psw|secret|token|key|cred|auth|salt|pepper|phrase|psk|cookie|mnemonic|jwt|pin\b|pw\b/;
// Keys that hold more keys: `secrets:` of a compose file.
const structural = /^(?:secrets|tokens|credentials|passwords|keys|auth|auths)$/i;

/**
 * Every assignment of a text whose name could ask for a secret, in the ways configuration is written: ini, properties,
 * YAML, JSON, TOML, PHP, Ruby,
 * shell, query strings, XML.
 */
export function assignments(text: string): Assignment[] {
  const found: Assignment[] = [];
  let covered = 0;
  for (const separator of text.matchAll(/=>|:=|[=:]/g)) {
    const after = separator.index + separator[0].length;
    // What is in an unquoted value belongs to it; a quoted one may be a whole document.
    if (separator.index < covered || isNoSeparator(text, separator.index, after)) continue;
    const name = nameBefore(text, separator.index);
    if (!name || !interesting.test(name.text.toLowerCase())) continue;
    const value = valueAfter(text, after, name, separator[0] === ":");
    if (!value) continue;
    const isQuoted = /["']/.test(text[value[0] - 1] ?? "");
    if (!isQuoted && structural.test(name.text)) continue;
    if (!isQuoted) covered = value[1];
    const { start, startsLine: beginsLine } = name;
    found.push({ name: name.text, value, parameter: isParameter(text, name), start, beginsLine });
  }
  return [...found, ...inPairs(text)];
}

// `==`, `!=`, `::`, `://`.
function isNoSeparator(text: string, at: number, after: number): boolean {
  const before = text[at - 1] ?? "";
  const next = text[after] ?? "";
  if (text[at] === "=") return (before !== "" && "=!<>~".includes(before)) || next === "=" || next === "~";
  return before === ":" || next === ":" || text.startsWith("//", after);
}

function nameBefore(text: string, at: number): AssignedName | undefined {
  const floor = Math.max(0, at - longestName - 12);
  let end = at;
  const skip = (chars: string) => {
    while (end > floor && chars.includes(text[end - 1] ?? "")) end--;
  };
  skip(" \t?|");
  skip("]");
  const before = text[end - 1] ?? "";
  const quote = before === '"' || before === "'" ? before : "";
  if (quote) end--;
  if (quote) skip("\\");
  let start = end;
  while (start > floor && /[\w.-]/.test(text[start - 1] ?? "")) start--;
  // `printf 'A=1\nSECRET=…'`: the letter belongs to the escape.
  if (text[start - 1] === "\\" && /[nrt]/.test(text[start] ?? "")) start++;
  const name = text.slice(start, end);
  if (name.length > longestName || !/[A-Za-z]/.test(name)) return undefined;
  return { text: name, start, quote, startsLine: startsLine(text, start) };
}

function startsLine(text: string, start: number): boolean {
  const window = text.slice(Math.max(0, start - 60), start);
  const line = window.slice(window.lastIndexOf("\n") + 1);
  if (line.length === 60 && start > 60) return false;
  return line === "" || /^[\s#;/*-]*(?:export |set |setenv |ENV |ARG |[\w$]{1,30}\[)?\s*["'$[{]*$/.test(line);
}

function isParameter(text: string, name: AssignedName): boolean {
  return /[?&;]$/.test(text.slice(Math.max(0, name.start - 3), name.start).trimEnd());
}

// `define('DB_PASSWORD', '…')`, `<password>…</password>`, `<add key="…" value="…"`, `- name: X` above `value: …`.
const pairs: readonly (readonly [mark: string, RegExp])[] = [
  ["define(", /define\(\s{0,4}["']([\w.-]{1,80})["']\s{0,4},\s{0,4}["']([^"'\n]{1,400})["']/dg],
  ["</", /<([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,200})?>([^<>\n]{1,400})<\//dg],
  ['value="', /(?:name|key)="([^"<>\n]{1,80})"\s{1,8}value="([^"<>\n]{1,400})"/dg],
  ["value:", /\bname:[ \t]{1,8}["']?([\w.-]{1,80})["']?[ \t]{0,8}\n[ \t]{0,40}value:[ \t]{1,8}["']?([^"'\n]{1,400})/dg],
];

function inPairs(text: string): Assignment[] {
  return pairs.flatMap(([mark, pattern]) =>
    [...(text.includes(mark) ? text.matchAll(pattern) : [])].flatMap(({ 1: name, indices }) => {
      const value = indices?.[2];
      return name && value && interesting.test(name.toLowerCase())
        ? [{ name, value, parameter: false, start: value[0], beginsLine: true }]
        : [];
    }),
  );
}
