import type { Span } from "../../facts/index.ts";
import { partsOf, readTemplate } from "../text/interpolation.ts";
import { verbatim } from "../text/written.ts";
import { commentedLine, isTemplateLine, type Line } from "./line.ts";
import { isBoundName, isLoneName } from "./names.ts";
import { keyEnds, lineEnd } from "./private-key.ts";
import { closingQuotes, unquoted } from "./quoted.ts";

const blanks = /[ \t\v\f\r\u0085\u00a0]*/y;
const exported = /export[ \t]+/y;
// Compose would take a part of it for a variable; anyone who wrote it did not, and it is written there.
const passwordHash = /^["']?\$(?:2[abxy]?|apr1|argon2(?:id|i|d)|scrypt|[156y])\$/;
const plainName = /[\w.[\]-]+/y;

/**
 * What Compose reads as an env file: quotes, escapes, interpolation, comments after a blank, values that span lines.
 */
export function* composeLines(text: string): Generator<Line> {
  const finders = { closing: closingQuotes(text), keyEnd: keyEnds(text) };
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    at = past(blanks, text, at);
    const end = lineEnd(text, at);
    const read =
      at >= end
        ? { end }
        : text[at] === "#"
          ? { line: commentedLine(text, at, end), end }
          : statement(text, at, end, finders);
    if (read.line) yield read.line;
    at = read.end + 1;
  }
}

interface Finders {
  closing: ReturnType<typeof closingQuotes>;
  keyEnd: ReturnType<typeof keyEnds>;
}

/** Reads what begins at `at`; it ends with its line, or with the line of its closing quote. */
function statement(text: string, at: number, end: number, { closing, keyEnd }: Finders): { line?: Line; end: number } {
  const nameStart = past(exported, text, at);
  const nameEnd = pastName(text, nameStart);
  const sign = past(blanks, text, nameEnd);
  const name = text.slice(nameStart, nameEnd);
  const isName = sign < end ? isBoundName(name) && /[=:]/.test(text.charAt(sign)) : isLoneName(name);
  if (!isName) {
    if (isTemplateLine(text.slice(at, end))) return { end };
    const last = keyEnd(at, end);
    return { line: { is: "unreadable", span: [at, trimmed(text, at, last)] }, end: last };
  }
  if (sign >= end) return { line: { is: "name", name, span: [nameStart, nameEnd] }, end };
  const start = past(blanks, text, sign + 1);
  const quote = text[start];
  const close = quote === '"' || quote === "'" ? ending(text, closing(start), end) : -1;
  if (close >= 0) {
    const value = partsOf(readTemplate(unquoted(text, start, close), quote === '"'));
    const line: Line = { is: "binding", name, value, span: [nameStart, close + 1], valueSpan: [start, close + 1] };
    // What is after the quote is a comment, or nothing that Compose would take.
    return { line, end: lineEnd(text, close) };
  }
  const last = keyEnd(at, end);
  const valueSpan = unquotedSpan(text, Math.min(start, last), last, sign + 1);
  const raw = text.slice(...valueSpan);
  const value = partsOf(readTemplate(verbatim(raw, valueSpan[0]), !(raw.includes("$") && passwordHash.test(raw))));
  const span: Span = [nameStart, Math.max(valueSpan[1], sign + 1)];
  return { line: { is: "binding", name, value, span, valueSpan }, end: last };
}

/** The closing quote, unless it is another value's: on a later line, with more text after it. */
function ending(text: string, close: number, end: number): number {
  if (close <= end) return close;
  const behind = text.slice(close + 1, lineEnd(text, close)).trim();
  return behind === "" || behind.startsWith("#") ? close : -1;
}

/** To the end of the line or to a blank and a `#`. A quote that is never closed is left out. */
function unquotedSpan(text: string, start: number, end: number, afterSign: number): Span {
  const line = text.slice(start, end);
  if (line.trim() === "" || (line.startsWith("#") && start > afterSign)) return [afterSign, afterSign];
  const comment = line.search(/[ \t]#/);
  const stop = trimmed(text, start, comment < 0 ? end : start + comment);
  const from = /["']/.test(text.charAt(start)) && stop > start ? start + 1 : start;
  return [from, stop];
}

function trimmed(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Most names are plain, and for them no letters of the whole world are compiled. */
function pastName(text: string, at: number): number {
  const end = past(plainName, text, at);
  return text.charCodeAt(end) > 0x7f ? past(/[\p{L}\p{N}_.[\]-]+/uy, text, at) : end;
}

/** The index after what a sticky pattern matches at `at`. */
function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
