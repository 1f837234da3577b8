import type { FileFix, ProposedFix } from "./proposed-fix.ts";
import type { LocatedFinding, LocatedGap } from "./report.ts";

/** A finding that no edit fixes, and why. */
export interface LeftFinding {
  finding: LocatedFinding;
  why: string;
}

/** What a run fixed, or would. Holds no value. */
export interface FixReport {
  fixes: readonly { finding: LocatedFinding; fix: ProposedFix }[];
  /** The files as all fixes together change them. */
  files: readonly (Pick<FileFix, "file" | "diff"> & { isNew: boolean })[];
  /** What a person has to do. */
  left: readonly LeftFinding[];
  gaps: readonly LocatedGap[];
  written: boolean;
}
