import type { Sealed } from "../facts/sealed.ts";

/** Finds the first commit of a file that added a line which a test accepts. */
type FindCommit = (
  file: string,
  accepts: (line: string) => boolean,
) => { commit: string; date: string; shallow: boolean } | undefined;

/** Tells since which commit git has had a value that is written in a file. */
export function historyOf(value: Sealed, file: string, find: FindCommit): string | undefined {
  const found = value.open((text) => {
    // A text of several lines is in no line; its longest line is.
    const [longest = ""] = text.split("\n").sort((a, b) => b.length - a.length);
    const wanted = longest.trim();
    return wanted === "" ? undefined : find(file, (line) => line.includes(wanted));
  });
  if (!found) return undefined;
  const { commit, date, shallow } = found;
  const since = `git history has contained this value since ${commit} (${date})`;
  return `${since}${shallow ? " or earlier" : ""}: change it after the move`;
}
