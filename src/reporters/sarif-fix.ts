import type { Result } from "sarif";
import type { ProposedFix } from "../findings/proposed-fix.ts";
import { artifactLocation, plainText } from "./sarif-location.ts";

/** The edits of a fix. A value is no part of them: the description names the files that take one. */
export function sarifFixes(fix: ProposedFix | undefined): Pick<Result, "fixes"> {
  if (!fix || fix.files.length === 0) return {};
  const stored = fix.values.map((file) => `store a new value in ${file}`);
  const description = { text: plainText(`${[fix.title, ...stored].join("; ")}.`) };
  const artifactChanges = fix.files.map(({ file, edits }) => ({
    artifactLocation: artifactLocation(file),
    replacements: edits.map(({ region, text }) => ({
      deletedRegion: { ...region },
      insertedContent: { text },
    })),
  }));
  return { fixes: [{ description, artifactChanges }] };
}
