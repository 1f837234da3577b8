import { printable } from "../findings/printable.ts";
import type { FileFix } from "../findings/proposed-fix.ts";
import type { Colors } from "./colors.ts";

/** The lines of a diff, after a gutter: what is above, what goes and what comes. */
export function diffLines(diff: FileFix["diff"], colors: Colors): string[] {
  const paint = { " ": colors.dim, "-": colors.red, "+": colors.green };
  return diff.flatMap(({ lines }) =>
    lines.map(({ sign, text }) => paint[sign](`${sign} ${printable(text)}`.trimEnd())),
  );
}
