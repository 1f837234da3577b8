import { fstatSync, writeSync } from "node:fs";

/**
 * Standard output. Node's own stream takes four milliseconds to make, which a short run feels, so that it is made only
 * for what needs it: a terminal, and a
 * pipe that has no room left and does not let one wait.
 */
export interface StandardOutput {
  write(text: string): void;
  isTTY: boolean;
  /** Of the terminal; absent when it is none. */
  columns?: number;
}

/**
 * `make` gives Node's own stream. `failed` is called when what was written went nowhere, unless the reader had just
 * seen enough.
 */
export function standardOutput(make: () => NodeJS.WriteStream, failed: () => void): StandardOutput {
  if (fstatSync(1).isCharacterDevice()) {
    const stream = tolerant(make(), failed);
    return { write: (text) => void stream.write(text), isTTY: stream.isTTY === true, columns: stream.columns };
  }
  let write = direct;
  return { write: (text) => write(text), isTTY: false };

  function direct(text: string): void {
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(1, bytes, written);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EAGAIN") {
        const stream = tolerant(make(), failed);
        write = (text) => void stream.write(text);
        stream.write(bytes.subarray(written));
      } else {
        write = () => {};
        if (!isClosed(code)) failed();
      }
    }
  }
}

/** The reader may have seen enough: `runsecrets lint | head`. */
export function tolerant(stream: NodeJS.WriteStream, failed: () => void): NodeJS.WriteStream {
  if (stream.listenerCount("error") > 0) return stream;
  return stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!isClosed(error.code)) failed();
  });
}

/** Nobody reads any more; Windows has a word of its own for it. */
function isClosed(code: unknown): boolean {
  return code === "EPIPE" || code === "EOF";
}
