import { showWords } from "../facts/shown-line.ts";
import { applyEdits, type TextEdit } from "./edit.ts";

/** A line of a diff. What was not judged is `…` in it, and a value `••••••••`. */
interface DiffLine {
  sign: " " | "-" | "+";
  text: string;
}

/** Neighbouring lines that change, below the keys they are under. */
export interface Hunk {
  /** 1-based: of the first line of the old text that changes, or that what is added is before. */
  line: number;
  lines: readonly DiffLine[];
}

const mask = "••••••••";
const longest = 200;

/**
 * The lines that edits change, as they may be shown: the words of the names given, and those that the edits add. What
 * an edit takes away is masked
 * but for such words; nobody judged the rest of a line.
 */
export function hunksOf(
  text: string,
  edits: readonly TextEdit[],
  names: ReadonlySet<string>,
  lineOf: (offset: number) => number,
): Hunk[] {
  const hunks: Hunk[] = [];
  for (const group of groups(text, edits)) {
    const [from, to] = group.span;
    const inside = group.edits.map(({ span, text: added }) => ({
      span: [span[0] - from, span[1] - from] as const,
      text: added,
    }));
    const old = text.slice(from, to);
    const before = linesOf(shownOld(old, inside, names));
    const after = linesOf(shownNew(old, inside, names));
    const [oldLines, newLines] = withoutCommon(linesOf(old), linesOf(applyEdits(old, inside)), before, after);
    const line = lineOf(from) + oldLines.skipped;
    const above = parents(text, lineStartOf(text, from, oldLines.skipped), names);
    hunks.push({
      line,
      lines: [
        ...above.map((one): DiffLine => ({ sign: " ", text: one })),
        ...oldLines.kept.map((one): DiffLine => ({ sign: "-", text: one })),
        ...newLines.kept.map((one): DiffLine => ({ sign: "+", text: one })),
      ],
    });
  }
  return hunks;
}

interface Group {
  span: readonly [number, number];
  edits: TextEdit[];
}

/** Edits whose lines touch, with these lines. */
function groups(text: string, edits: readonly TextEdit[]): Group[] {
  const found: Group[] = [];
  for (const edit of edits) {
    const start = text.lastIndexOf("\n", edit.span[0] - 1) + 1;
    const [from, to] = edit.span;
    const isWholeLines =
      from === start && (from === to ? /\n$/.test(edit.text) : edit.text === "" && text[to - 1] === "\n");
    const lineBreak = text.indexOf("\n", to);
    const end = isWholeLines ? to : lineBreak < 0 ? text.length : lineBreak + 1;
    const last = found.at(-1);
    if (last && start <= last.span[1]) {
      last.edits.push(edit);
      last.span = [last.span[0], Math.max(last.span[1], end)];
    } else found.push({ span: [start, end], edits: [edit] });
  }
  return found;
}

function shownOld(text: string, edits: readonly TextEdit[], names: ReadonlySet<string>): string {
  let out = "";
  let at = 0;
  for (const { span } of edits) {
    out += shownKept(text.slice(at, span[0]), names) + shownTaken(text.slice(...span), names);
    at = span[1];
  }
  return out + shownKept(text.slice(at), names);
}

function shownNew(text: string, edits: readonly TextEdit[], names: ReadonlySet<string>): string {
  let out = "";
  let at = 0;
  for (const { span, text: added } of edits) {
    out += shownKept(text.slice(at, span[0]), names) + added;
    at = span[1];
  }
  return out + shownKept(text.slice(at), names);
}

function shownKept(text: string, names: ReadonlySet<string>): string {
  return text
    .split("\n")
    .map((line) => showWords(line, names))
    .join("\n");
}

/** A name that is written differently stays to be read, the value beside it does not. */
function shownTaken(text: string, names: ReadonlySet<string>): string {
  const [, before = "", name = "", after = "", rest = ""] =
    /^(["']?)([\w.-]+)((?:["']?\s*[=:]\s*)|["']?$)([\s\S]*)$/.exec(text) ?? [];
  if (names.has(name)) return before + name + after + shownTakenValue(rest, names);
  // A whole instruction that has no value.
  const argument = /^\s*ARG\s+(\w+)\s*$/i.exec(text)?.[1];
  if (argument !== undefined && names.has(argument)) return text;
  return shownTakenValue(text, names);
}

function shownTakenValue(value: string, names: ReadonlySet<string>): string {
  if (value === "") return "";
  const reference = /^\$\{(\w+)(:?[-?+]).*\}$/s.exec(value);
  if (reference?.[1] !== undefined && names.has(reference[1])) return `\${${reference[1]}${reference[2]}${mask}}`;
  const quote = /^(["']).*\1$/s.exec(value)?.[1] ?? "";
  const tail = value.endsWith("\n") ? "\n" : "";
  return quote + mask + quote + tail;
}

function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) =>
    line
      .replace(/\r$/, "")
      .replace(/^\uFEFF/, "")
      .replaceAll("\t", "    "),
  );
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => (line.length > longest ? `${line.slice(0, longest - 1)}…` : line));
}

/** Both lists without the lines at their ends that stay as they are. */
function withoutCommon(old: string[], now: string[], shownOldLines: string[], shownNewLines: string[]) {
  let start = 0;
  const same = old.length === shownOldLines.length && now.length === shownNewLines.length;
  while (same && start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (same && end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const cut = (lines: string[]) => ({ skipped: start, kept: lines.slice(start, lines.length - end) });
  return [cut(shownOldLines), cut(shownNewLines)] as const;
}

function lineStartOf(text: string, from: number, lines: number): number {
  let at = from;
  for (let left = lines; left > 0; left--) at = text.indexOf("\n", at) + 1;
  return at;
}

const mostParents = 2;
const mostLooked = 200;

/** The keys above a line that its own is under: lines that hold nothing but a name. */
function parents(text: string, start: number, names: ReadonlySet<string>): string[] {
  const first = text.slice(start, text.indexOf("\n", start) < 0 ? undefined : text.indexOf("\n", start));
  let depth = /^ */.exec(first)?.[0].length ?? 0;
  const found: string[] = [];
  let end = start - 1;
  for (let looked = 0; end > 0 && looked < mostLooked && depth > 0 && found.length < mostParents; looked++) {
    const at = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(at, end).replace(/\r$/, "");
    const key = /^( *)([\w.-]+):$/.exec(line);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (line.trim() !== "" && indent < depth && !/^\s*#/.test(line)) {
      depth = indent;
      found.unshift(key?.[2] !== undefined && names.has(key[2]) ? line : `${" ".repeat(indent)}…`);
    }
    end = at - 1;
  }
  return found;
}
