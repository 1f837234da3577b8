import { printable } from "../findings/printable.ts";

/** A finding's message as running text: what is wrong, full stop, what to do instead, full stop. */
export function sentences({ what, instead }: { what: string; instead: string }): string {
  return [what, instead === "" ? "" : `Fix: ${instead}`]
    .filter((part) => part !== "")
    .map(ended)
    .join(" ");
}

/** The same without what to do after the first step. */
export function shortSentences({ what, instead }: { what: string; instead: string }): string {
  return sentences({ what, instead: instead.split("; ", 1).join() });
}

/** The same with the lines to paste. */
export function fullText(finding: { what: string; instead: string; paste: readonly string[] }): string {
  return [sentences(finding), ...finding.paste.map((line) => `  ${printable(line)}`)].join("\n");
}

function ended(text: string): string {
  const shown = printable(text);
  return /[.!?]$/.test(shown) ? shown : `${shown}.`;
}
