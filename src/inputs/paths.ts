import { posix } from "node:path";

/** A path below a folder; `""` is the root. */
export function below(folder: string, path: string): string {
  if (folder === "" || path === "") return folder + path;
  return `${folder}/${path}`;
}

/** The folder a file is in; `""` is the root. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}

/** A path as a file of the folder means it; nothing where it leads out of the root. */
export function pathIn(folder: string, path: string): string | undefined {
  const clean = path.replaceAll("\\", "/");
  if (/^(?:\/|~|[A-Za-z]:)/.test(clean)) return;
  const joined = posix.join(folder, clean).replace(/\/+$/, "");
  if (joined === ".." || joined.startsWith("../")) return;
  return joined === "." ? "" : joined;
}

/** Whether a path is no path: git or HTTP fetches what it names. */
export function isFetched(path: string): boolean {
  return /[:@/]/.test(path) && !path.startsWith(".") && /^[a-z][a-z\d+.-]+:|^git@|^github\.com\//i.test(path);
}

/** Whether a file was installed: some commit those, too, and nobody of them wrote it. */
export function isInstalled(path: string): boolean {
  return /(?:^|\/)node_modules\//.test(path);
}
