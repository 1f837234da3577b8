import fc from "fast-check";
import { expect, it } from "vitest";
import { changedLines } from "../../src/policy/changed-lines.ts";

const read = (...lines: string[]) => {
  const changed = changedLines(lines.join("\n"));
  return changed && Object.fromEntries(changed);
};

it.each<[string, string[], object | undefined]>([
  ["added lines", ["--- a/x", "+++ b/x", "@@ -1,2 +1,3 @@", " a", "+b", "+++ c", "-d"], { x: [[2, 3]] }],
  ["CRLF", ["--- a/x\r", "+++ b/x\r", "@@ -0,0 +4 @@\r", "+b\r"], { x: [[4, 4]] }],
  [
    "no newline",
    ["+++ b/x", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b", "\\ No newline at end of file"],
    { x: [[1, 1]] },
  ],
  ["a rename", ["diff --git a/x b/y", "similarity index 100%", "rename from x", "rename to y"], {}],
  ["a deletion", ["diff --git a/x b/x", "--- a/x", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"], {}],
  ["a binary file", ["diff --git a/x b/x", "Binary files a/x and b/x differ"], { x: [[1, Number.POSITIVE_INFINITY]] }],
  ["a quoted name", ['+++ "b/\\303\\244\\t.env"', "@@ -0,0 +1 @@", "+a"], { "ä\t.env": [[1, 1]] }],
  ["a name with a space", ["+++ b/a b\t", "@@ -0,0 +1 @@", "+a"], { "a b": [[1, 1]] }],
  ["nothing", [""], {}],
  ["no diff", ["hello"], undefined],
  ["a merge", ["+++ b/x", "@@@ -1 -1 +1 @@@"], undefined],
])("%s", (_, lines, expected) => expect(read(...lines)).toEqual(expected));

it("never throws", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("\n", '+++ "b/\\3', "@@ -1,9 +1,9 @@", "+", "-", "diff --git "));
  fc.assert(fc.property(fc.array(piece), (pieces) => void changedLines(pieces.join(""))));
});
