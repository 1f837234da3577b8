import { printable } from "../findings/printable.ts";

/** A finding's message as running text: what is wrong, full stop, what to do instead, full stop. */
export function sentences({ what, instead, key }: { what: string; instead: string; key: string }): string {
  return [what, begun(instead, key)]
    .filter((part) => part !== "")
    .map(ended)
    .join(" ");
}

/** With a capital, if it begins with a plain word: names are written as they are. */
function begun(text: string, key: string): string {
  if (text.startsWith(key)) return text;
  return text.replace(/^[a-z]+(?= )/, (first) => first.charAt(0).toUpperCase() + first.slice(1));
}

function ended(text: string): string {
  const shown = printable(text);
  return /[.!?]$/.test(shown) ? shown : `${shown}.`;
}
