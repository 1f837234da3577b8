import type { Door } from "./door.ts";
import { reasonOf } from "./refusal.ts";
import { type Content, type Given, readNamedFile } from "./regular-file.ts";
import type { FileContent } from "./workspace.ts";

const largest = 10 * 1024 * 1024;

/**
 * Reads a file as UTF-8 text, its byte order mark kept. What is no text is skipped; what could be and cannot be read
 * says why.
 */
export function readText(path: string): FileContent {
  return asText(readNamedFile(path, largest));
}

/** The same for a file that another one may have named. */
export function readThrough(door: Door, path: string): FileContent {
  return asText(door.read(path, largest));
}

function asText(given: Given<Content>): FileContent {
  if ("refused" in given) {
    const { refused } = given;
    if (refused === "gone" || refused === "impossible") return { skipped: "gone" };
    const { code, why } = reasonOf(refused);
    return { gap: why, code };
  }
  const { bytes, complete } = given.gave;
  const reading = decode(bytes);
  return complete || !("text" in reading)
    ? reading
    : { gap: "larger than 10 MB", code: "too-large", begins: reading.text };
}

/** Bytes as UTF-8 text, or why they are none. */
export function decode(bytes: Buffer): FileContent {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { gap: "is UTF-16; save it as UTF-8", code: "encoding" };
  }
  if (bytes.subarray(0, 8192).includes(0)) return { skipped: "binary" };
  return { text: bytes.toString("utf8") };
}
