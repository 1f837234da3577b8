import { posix } from "node:path";
import { glob } from "./glob.ts";

/**
 * Reads a `.dockerignore` as BuildKit does, and tells whether a file stays out of the build context. A pattern speaks
 * of a path from the
 * context's root, and of all below it; the last line that fits decides.
 */
export function dockerignore(text: string): (path: string) => boolean {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((line) => read(line) ?? []);
  return (path) => {
    const prefixes = [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index));
    let ignored = false;
    for (const { excepts, fits } of lines) {
      if (excepts === ignored && (fits(path) || prefixes.some(fits))) ignored = !excepts;
    }
    return ignored;
  };
}

function read(line: string): { excepts: boolean; fits: (path: string) => boolean } | undefined {
  // Only in the first column is `#` a comment.
  if (line.startsWith("#")) return undefined;
  const written = line.trim();
  const excepts = written.startsWith("!");
  const pattern = (excepts ? written.slice(1) : written).trim();
  if (pattern === "") return undefined;
  const fits = glob(clean(pattern));
  return fits && { excepts, fits };
}

/** `./a//b/../c/` is `a/c`, and `/a` is `a`. */
function clean(pattern: string): string {
  return posix
    .normalize(pattern)
    .replace(/(?<=.)\/$/, "")
    .replace(/^\/(?=.)/, "");
}
