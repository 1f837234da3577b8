import { UserError } from "../errors.ts";
import type { Region } from "../findings/report.ts";
import { gitBytes, gitEntries, gitSilence } from "../inputs/git.ts";
import type { LintResult } from "../pipeline/lint.ts";
import { allLines, type ChangedLines, changedLines } from "./changed-lines.ts";

/** A result with what lies on changed lines or has its cause there, and with what was not seen of changed files. */
export function onlyChanged<Result extends Pick<LintResult, "findings" | "gaps" | "remarks">>(
  result: Result,
  changed: ChangedLines,
): Result {
  const isChanged = (file: string, region: Region) => {
    const last = region.endColumn === 1 ? Math.max(region.startLine, region.endLine - 1) : region.endLine;
    return changed.get(file)?.some(([from, to]) => region.startLine <= to && from <= last) ?? false;
  };
  return {
    ...result,
    findings: result.findings.filter((finding) =>
      [finding, ...finding.relatedRegions].some(({ file, region }) => isChanged(file, region)),
    ),
    gaps: result.gaps.filter(({ file }) => changed.has(file)),
    remarks: result.remarks.filter(({ file, configured }) => configured || changed.has(file)),
  };
}

/** The lines of a diff that somebody handed over. */
export function linesOfDiff(diff: string): ChangedLines {
  const changed = changedLines(diff);
  if (changed) return changed;
  throw new UserError("--diff was given no unified diff", "`git diff --relative REV` writes one");
}

/** The lines below a root that are new since a revision: committed, staged, in the folder, and untracked. */
export function linesSince(root: string, revision: string): ChangedLines {
  // It would be an option of git.
  const isOption = revision.startsWith("-");
  const commit = isOption ? [] : gitEntries(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  const [hash] = commit ?? [];
  if (hash === undefined) {
    if (!gitBytes(root, ["rev-parse", "--git-dir"])) {
      const why = gitSilence(root);
      const needs = why === undefined ? "--since needs a git repository" : `--since: the repository ${why}`;
      throw new UserError(needs, "--diff takes a diff from elsewhere");
    }
    throw new UserError(
      `--since: git knows no commit ${revision}`,
      "a shallow clone holds the last ones alone; `git fetch --unshallow` brings the rest",
    );
  }
  // Not git's own settings: they could start a program, or write other names.
  const own = ["--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/"];
  const plain = ["-U0", "--inter-hunk-context=0", "--ignore-submodules=all", "--find-renames", "--relative"];
  const diff = gitBytes(root, ["diff", ...plain, ...own, hash.trim(), "--"]);
  const untracked = gitEntries(root, ["ls-files", "-z", "--others", "--exclude-standard"]);
  const changed = diff && changedLines(diff.toString("utf8"));
  if (!changed || !untracked) throw new UserError(`--since: git could not compare with ${revision}`);
  for (const path of untracked) changed.set(path, [allLines]);
  return changed;
}
