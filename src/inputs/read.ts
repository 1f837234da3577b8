import { accessSync, closeSync, constants, openSync, readFileSync, readSync, statSync } from "node:fs";
import type { FileContent } from "./workspace.ts";

const largest = 10 * 1024 * 1024;

/** Reads a file as UTF-8 text, its byte order mark kept. What is no text is skipped; what could be and cannot be read says why. */
export function readText(path: string): FileContent {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return folder(path);
    if (!stat.isFile()) return { skipped: "special" };
    if (stat.size > largest) return tooLarge(path);
    return decode(readFileSync(path));
  } catch (error) {
    return refused(error);
  }
}

/** A folder is asked for when it could not be listed, or when a file names it where a file should be. */
function folder(path: string): FileContent {
  accessSync(path, constants.R_OK | constants.X_OK);
  return { gap: "is a folder" };
}

function tooLarge(path: string): FileContent {
  const bytes = Buffer.alloc(8192);
  const file = openSync(path, "r");
  try {
    const head = decode(bytes.subarray(0, readSync(file, bytes)));
    return "text" in head ? { gap: "larger than 10 MB", begins: head.text } : head;
  } finally {
    closeSync(file);
  }
}

/** Bytes as UTF-8 text, or why they are none. */
export function decode(bytes: Buffer): FileContent {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { gap: "is UTF-16; save it as UTF-8" };
  }
  if (bytes.subarray(0, 8192).includes(0)) return { skipped: "binary" };
  return { text: bytes.toString("utf8") };
}

function refused(error: unknown): FileContent {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return { skipped: "gone" };
  if (code === "EACCES" || code === "EPERM") return { gap: "permission denied" };
  if (code === "ELOOP") return { gap: "its links lead in a circle" };
  return { gap: "could not be read" };
}
