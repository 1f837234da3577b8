import { type Shown, say, show, showName } from "../../facts/shown.ts";

/** The instructions of a Dockerfile. */
export const keywords: readonly string[] =
  "FROM ARG ENV RUN COPY ADD CMD ENTRYPOINT EXPOSE LABEL USER VOLUME WORKDIR ONBUILD STOPSIGNAL HEALTHCHECK SHELL MAINTAINER".split(
    " ",
  );

/**
 * What is reported of an instruction that is none. Its word is shown only where it is one letter off a known one: it
 * could be anything.
 */
export function unknownInstruction(keyword: string): Shown {
  const meant = meantKeyword(keyword);
  return meant === undefined
    ? say("unknown instruction")
    : show`unknown instruction ${showName(keyword)}; did you mean ${showName(meant)}?`;
}

/** The instruction that a word is one letter off. */
export function meantKeyword(word: string): string | undefined {
  const written = word.toUpperCase();
  return keywords.find((keyword) => keyword !== written && isOneSlip(keyword, written));
}

/** One letter added, left out, replaced, or swapped with the next. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [one, other] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const swapped = one.length === 2 && other.length === 2 && one[0] === other[1] && one[1] === other[0];
  return swapped || Math.max(one.length, other.length) <= 1;
}

/** Whether a file names a frontend that is not Docker's own, and may know other instructions. */
export function hasForeignSyntax(text: string): boolean {
  const [, image = ""] = /^\uFEFF?(?:#[^\n]*\n)*?#[ \t]*syntax[ \t]*=[ \t]*(\S+)/i.exec(text.slice(0, 2000)) ?? [];
  return image !== "" && !/(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(image);
}
