/** What runs or installs a package, and what follows it on its line. */
const starters =
  /\b(?:npx|npm (?:i|install|add|exec|x|ci)|pnpm (?:add|dlx|exec)|yarn (?:add|dlx)|bunx|bun add|deno run)\b(.*)/g;

/** The lines of a text that would run or install a package by a name that somebody else could register. */
export function linesByName(text: string): string[] {
  return text.split("\n").filter((line) =>
    [...line.matchAll(starters)].some(([, words = ""]) => {
      // With a package named by its address only that package's program is run.
      if (/--package=(?:"\$RUNSECRETS"|'?git\+)\S* -- runsecrets\b/.test(words)) return false;
      return /(?:^|[\s"'`=:])runsecrets(?:@\S*)?(?=$|[\s"'`,;)}\]])/.test(words);
    }),
  );
}
