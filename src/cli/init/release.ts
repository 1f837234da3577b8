/**
 * Where people get this program. Publishing changes this constant: `init` starts from it, and `npm run docs` writes it
 * into the README and the templates.
 */
export const release = {
  /** As git takes it. Nobody can register a name below `.invalid`: as long as it is there, people fill in their own. */
  repository: "https://runsecrets.invalid/runsecrets.git",
  /** Whether npm's registry has the package, so that nobody else can register its name. */
  onNpm: false,
};
