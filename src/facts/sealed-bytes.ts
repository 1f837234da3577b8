/** What `util.inspect` and `console.log` look for; by name, so that nothing of Node is imported. */
const inspected = Symbol.for("nodejs.util.inspect.custom");

/**
 * The bytes of a secret file. They can be measured and judged, they cannot be printed by accident, and they can be
 * wiped.
 */
export class SealedBytes {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** Passes the bytes to `judge` and returns what that makes of them, which must not be a part of them. */
  open<T>(judge: (bytes: Uint8Array) => T): T {
    return judge(this.#bytes);
  }

  /** Overwrites the bytes: from here on they are zeros. */
  wipe(): void {
    this.#bytes.fill(0);
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
