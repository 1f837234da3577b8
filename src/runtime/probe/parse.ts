/** More than any engine nests, and than it has values in one answer. */
const deepest = 100;
const mostValues = 4_000_000;

/** The JSON of an answer. Throws a `RangeError` where it would take far more memory than its bytes, or much stack. */
export function parseJson(bytes: Buffer): unknown {
  if (!isModest(bytes)) throw new RangeError("too much");
  return JSON.parse(bytes.toString("utf8"));
}

function isModest(bytes: Buffer): boolean {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (inText) {
      if (byte === backslash) index++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === comma) values++;
    else if (byte === openList || byte === openObject) {
      values++;
      depth++;
    } else if (byte === closeList || byte === closeObject) depth--;
    if (depth > deepest || values > mostValues) return false;
  }
  return true;
}

const quote = 0x22;
const comma = 0x2c;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
