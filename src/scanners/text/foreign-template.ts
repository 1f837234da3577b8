/** Opening and closing marks of Jinja, Go, cookiecutter, ERB, and of a workflow's expressions. */
const marks = [
  ["${{", "}}"],
  ["{{", "}}"],
  ["{%", "%}"],
  ["{#", "#}"],
  ["<%", "%>"],
] as const;

const longest = 4000;

/** Finds a text from an offset on. Asked with growing offsets, it passes over the text once. */
export function finder(text: string, wanted: string): (from: number) => number {
  let asked = -1;
  let found = -1;
  return (from) => {
    if (asked < 0 || from < asked || (found >= 0 && found < from)) {
      asked = from;
      found = text.indexOf(wanted, from);
    }
    return found;
  };
}

/** One mark of another template language. */
interface Mark {
  /** Index after the mark. */
  next: number;
  /** Whether it leaves text: `{{ x }}`, `<%= x %>`; control marks leave none. */
  output: boolean;
  spread: boolean;
}

/** Tells whether a mark of another template language begins at an offset. */
export function foreignTemplates(text: string): (at: number, end: number) => Mark | undefined {
  const closers = marks.map(([open, close]) => ({ open, close, find: finder(text, close) }));
  const newline = finder(text, "\n");
  return (at, end) => {
    for (const { open, close, find } of closers) {
      if (!text.startsWith(open, at)) continue;
      const found = find(at + open.length);
      const next = found + close.length;
      if (found < 0 || next > end || next - at > longest) return;
      const line = newline(at);
      return { next, output: close === "}}" || text.startsWith("<%=", at), spread: line >= 0 && line < found };
    }
    return;
  };
}

/**
 * Makes a templated text parse: control marks that fill a line, end it or part a key from its value become blanks;
 * others
 * become plain letters. The result is as long as the text and breaks its lines in the same places.
 */
export function maskTemplates(text: string): string {
  if (!/\{[{%#]|<%/.test(text)) return text;
  const foreign = foreignTemplates(text);
  const pieces: string[] = [];
  const start = /[${<](?=[{%#])/g;
  let done = 0;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const from = found.index;
    const mark = foreign(from, text.length);
    if (!mark || (mark.output && mark.spread)) continue;
    const written = text.slice(from, mark.next);
    // An expression of a workflow is a text wherever it is.
    const blank = mark.spread || (text[from] !== "$" && leavesNothing(text, from, mark));
    pieces.push(text.slice(done, from), blank ? written.replace(/[^\r\n]/g, " ") : "x".repeat(written.length));
    done = mark.next;
    start.lastIndex = mark.next;
  }
  pieces.push(text.slice(done));
  return pieces.join("");
}

/** The text without its control marks: what a template makes of it in one of its cases. */
export function withoutControl(text: string): string {
  return text.replace(/\{%.*?%\}|\{#.*?#\}|<%[^=].*?%>/g, "");
}

function leavesNothing(text: string, from: number, mark: Mark): boolean {
  const first = isBlankBefore(text, from);
  const last = isBlankAfter(text, mark.next);
  if (mark.output) return first && last;
  if (last) return true;
  // `{% if x %}image: y`: blanks would indent the key, letters keep it where it is.
  if (first) return !/[\w{]/.test(text.charAt(mark.next));
  return text[from - 1] === " " || /^[ \t]*(?:- )?[\w.-]+:$/.test(lineBefore(text, from));
}

function lineBefore(text: string, at: number): string {
  const window = text.slice(Math.max(0, at - widestIndent), at);
  return window.slice(window.lastIndexOf("\n") + 1);
}

const widestIndent = 200;

function isBlankBefore(text: string, at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back <= widestIndent; back--) {
    if (text[back] === "\n") return true;
    if (text[back] !== " " && text[back] !== "\t") return false;
  }
  return at <= widestIndent;
}

function isBlankAfter(text: string, at: number): boolean {
  for (let ahead = at; ahead < text.length && ahead - at <= widestIndent; ahead++) {
    if (text[ahead] === "\n") return true;
    if (text[ahead] !== " " && text[ahead] !== "\t" && text[ahead] !== "\r") return false;
  }
  return text.length - at <= widestIndent;
}
