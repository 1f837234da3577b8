import { basename, dirname, join } from "node:path";
import type { Git } from "./ask-git.ts";

/** The first commit that has a text, as far back as the repository goes. */
export interface FirstCommit {
  commit: string;
  date: string;
  /** The repository is a shallow clone: older commits may have it, too. */
  shallow: boolean;
}

const largest = 1 << 26;

/**
 * Finds the first commit of a file that added a line which a test accepts. `undefined`: none did, or git does not
 * answer. The text is never an argument: everyone on a host can read those.
 */
export function firstCommitOf(
  git: Git,
  root: string,
  file: string,
  accepts: (line: string) => boolean,
): FirstCommit | undefined {
  const folder = join(root, dirname(file));
  const words = [
    "log",
    "--reverse",
    "-p",
    "-U0",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
  ];
  const printed = git.bytes(folder, [...words, "--format=%x00%h %as", "--", basename(file)], { atMost: largest });
  for (const patch of printed?.toString("utf8").split("\0") ?? []) {
    const [head = "", ...lines] = patch.split("\n");
    const [commit, date] = head.split(" ");
    if (!commit || !date || !lines.some((line) => line.startsWith("+") && accepts(line.slice(1)))) continue;
    const isShallow = git.bytes(folder, ["rev-parse", "--is-shallow-repository"])?.toString("utf8").trim() === "true";
    return { commit, date, shallow: isShallow };
  }
  return undefined;
}
