import type { FileFix } from "../findings/proposed-fix.ts";
import type { LocatedFinding } from "../findings/report.ts";

/** What to do about a finding, in order, and the lines that show it: a diff, or what is to be pasted. */
export interface Advice {
  steps: readonly string[];
  lines: readonly { sign: " " | "-" | "+" | "@" | ""; text: string }[];
}

/** From the proposed fix, where there is one, so that what is shown is what is done; otherwise in the rule's words. */
export function adviceOf({ file, fix, instead, paste }: LocatedFinding): Advice {
  if (!fix)
    return {
      steps: instead.split("; ").filter((step) => step !== ""),
      lines: paste.map((text) => ({ sign: "" as const, text })),
    };
  const { title, files, values, steps, cautions } = fix;
  return {
    steps: [
      ...(files.length > 0 ? [title] : []),
      ...values.map((path) => `store a new value in ${path}`),
      ...steps,
      ...cautions.map((sentence) => `note: ${sentence}`),
    ],
    lines: files.flatMap((one) => diffOf(one, file)),
  };
}

/** A diff; of another file than the one that the finding is in, below its name. */
function diffOf({ file, diff }: FileFix, own: string): Advice["lines"] {
  const name = file === own ? [] : [{ sign: "@" as const, text: `in ${file}` }];
  return [...name, ...diff.flatMap(({ lines }) => lines)];
}

/** The same for reports that show plain text. */
export function plainAdvice(finding: LocatedFinding): { what: string; instead: string; paste: readonly string[] } {
  const { steps, lines } = adviceOf(finding);
  return { what: finding.what, instead: steps.join("; "), paste: lines.map(lineText) };
}

/** A line of a diff with its sign. */
export function lineText({ sign, text }: Advice["lines"][number]): string {
  if (sign === "") return text;
  return (sign === "@" ? `@@ ${text} @@` : `${sign} ${text}`).trimEnd();
}
