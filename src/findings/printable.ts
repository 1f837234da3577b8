/** What CI systems read as a command wherever it is in a line: `##[add-path]`, `##vso[task…]`, `##teamcity[…]`. */
const command = /#(?=#[A-Za-z]*\[)/g;

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Text from a file or a capture, fit for one line of a terminal or a CI log: whatever could move, hide, recolour or
 * command is spelled out.
 */
export function printable(text: string): string {
  // Most texts are plain, but for what our own words hold: patterns with every letter of the world in them take long to
  // make.
  if (/^(?:[ !"$-~…•│–—·×]|#(?!#))*$/.test(text)) return text;
  // Control and format characters (escape sequences, bidi overrides, zero-width), line and paragraph separators, lone
  // surrogates.
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => named[char] ?? spelled(char))
    .replace(command, spelled);
}

function spelled(char: string): string {
  return `\\u{${char.codePointAt(0)?.toString(16)}}`;
}

/** JSON in which no character acts on a terminal or a CI log. Nothing is lost: they are escaped the JSON way. */
export function jsonText(value: unknown, indent?: number): string {
  // Line ends here are the layout's own: inside strings they are escaped already.
  return JSON.stringify(value, undefined, indent)
    .replace(/[^\n\P{C}]|[\u2028\u2029]/gu, escaped)
    .replace(command, escaped);
}

function escaped(char: string): string {
  let units = "";
  for (let at = 0; at < char.length; at++) units += `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return units;
}

/** A line that begins so is a command to GitHub's runner, which strips white space and sees no colours. */
const lineCommand = /^((?:[^\S\n]|\u001b\[[\d;]*m)*):(?=:)/gm;

/** Whole lines in which none begins with a command to a CI system. `colon` is how their format spells the character. */
export function withoutCommands(lines: string, colon = "\\u{3a}"): string {
  return lines.includes("::") ? lines.replace(lineCommand, (_, space: string) => space + colon) : lines;
}
