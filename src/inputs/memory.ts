import ignore from "ignore";
import { statText } from "./stat-file.ts";
import { unlistedFolders, type Workspace } from "./workspace.ts";

/** A workspace of texts in memory: for standard input, the library and the tests. */
export function memoryWorkspace(
  files: Readonly<Record<string, string>>,
  tracked: ReadonlySet<string> = new Set(),
  modes: Readonly<Record<string, number>> = {},
): Workspace {
  const paths = Object.keys(files).sort();
  const folders = new Set([""]);
  for (const path of paths) {
    for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) folders.add(path.slice(0, end));
  }
  const below = (folder: string) => paths.filter((path) => folder === "" || path.startsWith(`${folder}/`));
  return {
    list: async () => paths.map((path) => ({ path, given: false })),
    read: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined ? { gap: "no such file", code: "missing" } : { text };
    },
    has: (path) => Object.hasOwn(files, path) || folders.has(path),
    look: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined
        ? undefined
        : { ...statText(text), ...(modes[path] !== undefined && { mode: modes[path] }) };
    },
    tracked: (path) => tracked.has(path),
    ignored: (path) =>
      tracked.has(path) &&
      ignore()
        .add(files[".gitignore"] ?? "")
        .ignores(path),
    filesBelow: (folder, limit) => {
      const found = below(folder).filter((path) => !path.split("/").some((name) => unlistedFolders.has(name)));
      return { paths: found.slice(0, limit), complete: found.length <= limit };
    },
  };
}
