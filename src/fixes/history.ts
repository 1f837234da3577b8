import type { Sealed } from "../facts/sealed.ts";
import { gitFor } from "../inputs/ask-git.ts";
import { type FirstCommit, firstCommitOf } from "../inputs/git-history.ts";

/** Tells since which commit git has had a value that is written in a file. */
export function historyTeller(root: string): (value: Sealed, file: string) => string | undefined {
  const git = gitFor("folder");
  return (value, file) => {
    const found = value.open((text) => {
      // A text of several lines is in no line; its longest line is.
      const [longest = ""] = text.split("\n").sort((a, b) => b.length - a.length);
      const wanted = longest.trim();
      return wanted === "" ? undefined : firstCommitOf(git, root, file, (line) => line.includes(wanted));
    });
    return found && sentence(found);
  };
}

function sentence({ commit, date, shallow }: FirstCommit): string {
  const since = `git history has contained this value since ${commit} (${date})`;
  return `${since}${shallow ? " or earlier" : ""}: change it after the move`;
}
