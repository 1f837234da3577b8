import { posix } from "node:path";
import ignore from "ignore";
import type { Workspace } from "./workspace.ts";

/** Whether the ignore files of the folders above a path name it, by their text: it need not be there yet. */
export function isGitIgnored(path: string, workspace: Workspace): boolean {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const above = folder === "." ? "" : folder;
    const reading = workspace.read(posix.join(above, ".gitignore"));
    if ("text" in reading && ignore().add(reading.text).ignores(posix.relative(folder, path))) return true;
    if (above === "") return false;
  }
}
