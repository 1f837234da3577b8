export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}

const longest = 64 * 1024;

/**
 * Where a line ends, for a line on which a private key or a certificate begins: where that ends. No dialect reads such
 * keys
 * without quotes; people write them, and their lines must not pass for names.
 */
export function keyEnds(text: string): (start: number, end: number) => number {
  let last: number | undefined;
  return (start, end) => {
    const line = text.slice(start, end);
    const begin = line.lastIndexOf("-----BEGIN ");
    if (begin < 0 || line.indexOf("-----END ", begin) >= 0) return end;
    if (last !== undefined && last < end) last = undefined;
    last ??= text.indexOf("-----END ", end);
    if (last < 0) last = Number.POSITIVE_INFINITY;
    return last - start > longest ? end : lineEnd(text, last);
  };
}
