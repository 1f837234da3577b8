/** What `util.inspect` and `console.log` look for; by name, so that nothing of Node is imported. */
const inspected = Symbol.for("nodejs.util.inspect.custom");

/**
 * Text that could be secret. It can be matched, compared and measured; it cannot be turned into a string by accident:
 * `String(x)`, template literals, `JSON.stringify`, `console.log` and stack traces all give `[sealed]`. Other sealed
 * texts are asked by `open`, not by their private
 * field: a bundle that loads on its own has a class of its own.
 */
export class Sealed {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Length in UTF-16 units. */
  get length(): number {
    return this.#text.length;
  }

  matches(pattern: RegExp): boolean {
    pattern.lastIndex = 0;
    return pattern.test(this.#text);
  }

  equals(other: Sealed | string): boolean {
    const equal = (text: string) => this.#text === text;
    return typeof other === "string" ? equal(other) : other.open(equal);
  }

  /** The member of `known` that this text is: a caller learns nothing but what it asked for. */
  among<Known extends string>(known: ReadonlySet<Known>): Known | undefined {
    return known.has(this.#text as Known) ? (this.#text as Known) : undefined;
  }

  /** Where the pattern matches first. */
  search(pattern: RegExp): readonly [start: number, end: number] | undefined {
    pattern.lastIndex = 0;
    const match = pattern.exec(this.#text);
    return match ? [match.index, match.index + match[0].length] : undefined;
  }

  /** A part of it, as sealed as the whole. */
  slice(start: number, end?: number): Sealed {
    return new Sealed(this.#text.slice(start, end));
  }

  /** This text with another one after it. */
  join(other: Sealed): Sealed {
    return other.open((text) => new Sealed(this.#text + text));
  }

  /**
   * At most the first character, and the length: `h••••••• (12)`. Texts under four characters show none of themselves.
   */
  mask(): string {
    const first = this.#text.length < 4 ? "" : this.#text.slice(0, 1).replace(/[^\x21-\x7e]/, "•");
    return `${first}${"•".repeat(first ? 7 : 8)} (${this.#text.length})`;
  }

  /**
   * Passes the text to `judge` and returns what that makes of it. Only `src/secrets/`, `src/images/`, scanners and
   * `src/fixes/` may call this (a test reads
   * the import lines and calls), and none may return the text, or a part of it, to a rule.
   */
  open<T>(judge: (text: string) => T): T {
    return judge(this.#text);
  }

  toString(): string {
    return "[sealed]";
  }

  toJSON(): string {
    return "[sealed]";
  }

  [inspected](): string {
    return "[sealed]";
  }
}
