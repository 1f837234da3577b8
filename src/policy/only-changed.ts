import { UserError } from "../errors.ts";
import type { LintResult, Region } from "../findings/report.ts";
import { type Git, gitFor } from "../inputs/ask-git.ts";
import { isUndecodable } from "../inputs/file-names.ts";
import { allLines, type ChangedLines, changedLines } from "./changed-lines.ts";

const elsewhere = "--diff takes a diff from elsewhere";

/** A result with what is on changed lines or has its cause there, and with what was not seen of changed files. */
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

/** The lines of a diff that somebody passed. */
export function linesOfDiff(diff: string): ChangedLines {
  const changed = changedLines(diff);
  if (changed) return changed;
  throw new UserError("--diff was given no unified diff", "`git diff --relative REV` writes one");
}

/** The lines below a root that are new since a revision: committed, staged, in the folder, and untracked. */
export function linesSince(root: string, revision: string): ChangedLines {
  const git = gitFor("commit");
  // It would be an option of git.
  const isOption = revision.startsWith("-");
  const commit = isOption ? [] : git.entries(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  const [hash] = commit ?? [];
  if (hash === undefined) throw unknown(git, root, revision);
  // Not git's own settings: they could start a program, or write other names.
  const own = ["--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/"];
  const plain = ["-p", "-U0", "--inter-hunk-context=0", "--ignore-submodules=all", "--find-renames", "--relative"];
  const without = withoutFilters(git, root);
  // Not `git diff`, which writes what it learned into the index and then calls a hook.
  const diff = without && git.bytes(root, [...without, "diff-index", ...plain, ...own, hash.trim(), "--"]);
  const untracked = git.entries(root, ["ls-files", "-z", "--others", "--exclude-standard"]);
  const changed = diff && changedLines(diff.toString("utf8"));
  if (!changed || !untracked) throw incomparable(git, root, revision);
  for (const path of untracked) changed.set(path, [allLines]);
  return changed;
}

/** Options that switch off each filter that a setting names: git would run it on the files of the folder. */
function withoutFilters(git: Git, root: string): string[] | undefined {
  const settings = git.entries(root, ["config", "-z", "--list", "--name-only"]);
  const names = new Set(settings?.flatMap((setting) => /^filter\.(.*)\.[^.]*$/s.exec(setting)?.[1] ?? []));
  // No option can name it.
  for (const name of names)
    if (name.includes("=") || isUndecodable(name))
      throw new UserError(
        "--since: the name of a git filter holds a `=` or is not UTF-8",
        "rename it in git's settings",
      );
  const off = ["clean=", "smudge=", "process=", "required=false"];
  return settings && [...names].flatMap((name) => off.flatMap((setting) => ["-c", `filter.${name}.${setting}`]));
}

function unknown(git: Git, root: string, revision: string): UserError {
  const why = git.silence(root);
  if (why !== undefined) return new UserError(`--since: the repository ${why}`, elsewhere);
  if (!git.bytes(root, ["rev-parse", "--git-dir"])) return new UserError("--since needs a git repository", elsewhere);
  return new UserError(
    `--since: git knows no commit ${revision}`,
    "a shallow clone holds the last ones only; `git fetch --unshallow` brings the rest",
  );
}

function incomparable(git: Git, root: string, revision: string): UserError {
  const why = git.silence(root);
  if (why !== undefined) return new UserError(`--since: the repository ${why}`, elsewhere);
  return new UserError(
    `--since: git could not compare with ${revision}`,
    "a partial clone lacks old files; `git diff --relative REV | runsecrets lint --diff -` fetches them",
  );
}
