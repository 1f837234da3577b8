import { placed, type Written } from "../text/written.ts";

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  // An escaped dollar is written as Compose's interpolation wants it.
  $: "$$",
};

/** Finds the quote that closes the one at `open`; texts without one are searched once for each kind of quote. */
export function closingQuotes(text: string): (open: number) => number {
  const none = new Set<string>();
  return (open) => {
    const quote = text.charAt(open);
    if (none.has(quote)) return -1;
    for (let index = open + 1; index < text.length; index++) {
      const char = text[index];
      if (char === "\\") index++;
      else if (char === quote) return index;
    }
    none.add(quote);
    return -1;
  };
}

/**
 * The text between two quotes with its escapes resolved: all of them in double quotes, the quote itself in single ones.
 */
export function unquoted(text: string, open: number, close: number): Written {
  const quote = text[open];
  const positions: number[] = [];
  let out = "";
  const put = (chars: string, at: number) => {
    for (let index = 0; index < chars.length; index++) positions.push(at);
    out += chars;
  };
  for (let at = open + 1; at < close; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char !== "\\" || at + 1 >= close) {
      // Windows line ends are no part of a value that spans lines.
      if (char !== "\r" || next !== "\n") put(char, at);
      continue;
    }
    const octal = quote === '"' ? /^0[0-7]{3}/.exec(text.slice(at + 1, at + 5))?.[0] : undefined;
    if (next === quote) put(next, at);
    else if (octal) put(String.fromCharCode(Number.parseInt(octal, 8) & 0xff), at);
    else if (quote === '"' && escapes[next] !== undefined) put(escapes[next], at);
    else {
      put("\\", at);
      put(next, at + 1);
    }
    at += octal ? octal.length : 1;
  }
  positions.push(close);
  return placed(out, positions);
}
