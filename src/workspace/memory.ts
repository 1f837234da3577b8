import type { Workspace } from "./workspace.ts";

/** A workspace of texts in memory: for standard input, the library and the tests. */
export function memoryWorkspace(
  files: Readonly<Record<string, string>>,
  tracked: ReadonlySet<string> = new Set(),
): Workspace {
  const paths = Object.keys(files).sort();
  return {
    list: async () => paths.map((path) => ({ path, given: false })),
    read: (path) => {
      const text = files[path];
      return text === undefined ? { gap: "no such file" } : { text };
    },
    tracked: (path) => tracked.has(path),
    filesBelow: (folder, limit) => {
      const below = paths.filter((path) => folder === "" || path.startsWith(`${folder}/`));
      return { paths: below.slice(0, limit), complete: below.length <= limit };
    },
  };
}
