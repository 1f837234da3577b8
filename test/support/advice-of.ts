import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { plainAdvice } from "../../src/reporters/advice.ts";

/** What the report says to do about each finding, by its key: sentences first, then lines. */
export async function adviceOn(
  files: Readonly<Record<string, string>>,
  tracked: readonly string[] = [],
): Promise<Record<string, string>> {
  const { findings } = await lint(memoryWorkspace(files, new Set(tracked)));
  return Object.fromEntries(
    findings.map((finding) => {
      const { instead, paste } = plainAdvice(finding);
      return [finding.key, [instead, ...paste].join("\n")];
    }),
  );
}
