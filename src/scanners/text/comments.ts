import type { Span } from "../../facts/index.ts";
import { contentEnd, isBlank, lineEnd, pastBlanks, quoteEnd } from "./comment-lines.ts";
import { bracesComments } from "./comments-braces.ts";
import { shellComments } from "./comments-shell.ts";
import { yamlComments } from "./comments-yaml.ts";

/** How a kind of file writes comments. */
export type CommentSyntax = "none" | "whole-line" | "env" | "yaml" | "shell" | "code" | "braces";

/**
 * Every comment of a text, from its sign to the end of its line, in order. What is inside quotes is none. Ends in
 * linear time on any text.
 */
export function comments(text: string, syntax: CommentSyntax): Iterable<Span> {
  switch (syntax) {
    case "none":
      return [];
    case "env":
      return envComments(text);
    case "yaml":
      return yamlComments(text);
    case "shell":
      return shellComments(text);
    case "braces":
      return bracesComments(text);
    case "code":
      return codeComments(text);
    default:
      return wholeLineComments(text, "#");
  }
}

/** Lines that hold nothing else: all that a Dockerfile has, where `#` after an instruction is part of it. */
function* wholeLineComments(text: string, sign: string): Generator<Span> {
  for (let line = 0; line < text.length; line = lineEnd(text, line) + 1) {
    const first = pastBlanks(text, line);
    if (text.startsWith(sign, first)) yield [first, contentEnd(text, first)];
  }
}

/**
 * Lines that hold nothing else, and what follows on a line `//` with our own mark: regular expressions and templates
 * keep the rest from being told apart.
 */
function* codeComments(text: string): Generator<Span> {
  for (let line = 0; line < text.length; line = lineEnd(text, line) + 1) {
    const first = pastBlanks(text, line);
    const end = lineEnd(text, line);
    if (text.startsWith("//", first)) yield [first, contentEnd(text, first)];
    else {
      const [before] =
        /^.*?(?=\/\/+[ \t]*runsecrets-ignore\b)/.exec(text.slice(line, Math.min(end, line + 2000))) ?? [];
      const quotes = before?.match(/["'`]/g)?.length ?? 0;
      if (before !== undefined && quotes % 2 === 0)
        yield [line + before.length, contentEnd(text, line + before.length)];
    }
  }
}

function* envComments(text: string): Generator<Span> {
  for (let line = 0; line < text.length; ) {
    const first = pastBlanks(text, line);
    const end = lineEnd(text, line);
    let at = first;
    if (text[first] !== "#") {
      const equals = text.indexOf("=", first);
      if (equals !== -1 && equals < end) at = pastBlanks(text, equals + 1);
      const close = quoteEnd(text, at);
      at = close === undefined ? commentIn(text, at, end) : commentIn(text, close, lineEnd(text, close));
    }
    const last = lineEnd(text, at);
    if (at < last && text[at] === "#") yield [at, contentEnd(text, at)];
    line = last + 1;
  }
}

/** The first `#` after a blank, or the end. */
function commentIn(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text[at] === "#" && isBlank(text[at - 1])) return at;
  return end;
}
