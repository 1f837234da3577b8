import type { Span } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { SuppressionComment } from "../../facts/suppression-comment.ts";
import { type FileKind, rowOf } from "../kinds.ts";
import type { Source } from "../scanner.ts";
import { lineEnd, pastBlanks } from "./comment-lines.ts";
import { comments } from "./comments.ts";

const marker = "runsecrets-ignore";
const line = /^(?:#+|\/\/)[ \t]*runsecrets-ignore(?=[\s:]|$)[:\t ]*/;
const ruleId = /^[a-z][a-z0-9-]{0,63}$/;

/** Finds suppression comments by the file's own rules for comments. */
export function suppressionComments({ file, text }: Source, kind: FileKind): SuppressionComment[] {
  if (!text.includes(marker)) return [];
  const found: SuppressionComment[] = [];
  const all = [...comments(text, rowOf(kind).comments)];
  const next = nextLines(text, all);
  all.forEach((span, index) => {
    const [head] = line.exec(text.slice(span[0], Math.min(span[1], span[0] + 200))) ?? [];
    if (head === undefined) return;
    const start = text.lastIndexOf("\n", span[0] - 1) + 1;
    const alone = pastBlanks(text, start) === span[0];
    found.push({
      file,
      span,
      line: alone ? (next[index] ?? [span[1], span[1]]) : [start, span[0]],
      alone,
      ...said(text, span[0] + head.length, span[1]),
    });
  });
  return found;
}

function said(text: string, from: number, end: number): Pick<SuppressionComment, "rules" | "reason"> {
  const words = text.slice(from, end);
  const [dashes] = /(?:^|[ \t])--(?=[ \t]|$)/.exec(words) ?? [];
  const cut = dashes === undefined ? words.length : words.search(/(?:^|[ \t])--(?=[ \t]|$)/);
  const reason = dashes === undefined ? "" : words.slice(cut + dashes.length).trim();
  return {
    rules: [...words.slice(0, cut).matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
      id: ruleId.test(id) ? id : "",
      span: [from + index, from + index + id.length],
    })),
    ...(reason !== "" && { reason: new Sealed(reason) }),
  };
}

/**
 * For each comment the next line with something else on it, found from the end, so that a thousand comments in a row
 * cost no more than one.
 */
function nextLines(text: string, all: readonly Span[]): (Span | undefined)[] {
  const next: (Span | undefined)[] = new Array(all.length);
  for (let index = all.length - 1; index >= 0; index--) {
    const end = lineEnd(text, all[index]?.[1] ?? text.length);
    const start = pastBlankLines(text, end);
    const follower = all[index + 1];
    if (follower && pastBlanks(text, start) === follower[0]) next[index] = next[index + 1];
    else if (start < text.length) next[index] = [start, lineEnd(text, start)];
  }
  return next;
}

/** The start of the first line after `end` that is not blank. */
function pastBlankLines(text: string, end: number): number {
  let start = end + 1;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === "\n") start = at + 1;
    else if (char !== " " && char !== "\t" && char !== "\r") return start;
  }
  return text.length;
}
