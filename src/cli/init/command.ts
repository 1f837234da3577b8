import { dirname, relative, sep } from "node:path";
import { shellWord } from "../../facts/words.ts";
import type { Project } from "./project.ts";
import { packageSpec } from "./source.ts";

/** What the project itself has installed: a path, because a name could be looked up in a registry. */
export const installed = "node_modules/.bin/runsecrets";

/** A command line for a hook that others get, too, and what it depends on. */
export interface SharedCommand {
  words: string;
  note?: string;
}

/** How a hook that others get, too, starts us from the top of the project. */
export function sharedCommand(project: Project): SharedCommand {
  const { source, cli, root } = project;
  if (project.installed) return { words: installed };
  if (source) {
    const words = `npx --yes --allow-git=root --package=${packageSpec(source)} -- runsecrets`;
    return { words, note: "this asks the repository at each commit; in an npm project, install it as a dependency" };
  }
  if (isInstalled(cli)) return { words: "runsecrets", note: "each machine needs `runsecrets` in its PATH" };
  const words = `node ${shellWord(relative(root, cli).split(sep).join("/"))}`;
  return { words, note: `this needs the clone ${dirname(dirname(cli))}; \`init --source ADDRESS\` needs none` };
}

/** Whether this is no clone, but what npm put somewhere. */
function isInstalled(cli: string): boolean {
  return /[\\/]node_modules[\\/]runsecrets[\\/]/.test(cli);
}

/** The lines of a CI job that get us, and how it starts us. */
export interface JobCommands {
  install: string;
  run: string;
}

/** The commands of a CI job. `undefined`: nothing tells where a job would get us from. */
export function jobCommands({ installed: has, source, exists }: Project): JobCommands | undefined {
  // Not `--ignore-scripts`: npm would not build what it gets from git.
  if (has) return { install: exists("package-lock.json") ? "npm ci" : "npm install", run: installed };
  if (!source) return undefined;
  return {
    install: `npm install --global --no-fund --no-audit --allow-git=root ${packageSpec(source)}`,
    run: "runsecrets",
  };
}
