import { type FileKind, fileKinds, fileName, namedBy, rowOf } from "./kinds.ts";

/** What a file is called after, and whether the name only settles it: any YAML file may be a compose file. */
export function namedAs(path: string): { kind: FileKind; sure: boolean } | undefined {
  const called = fileName(path);
  for (const row of fileKinds) {
    const named = namedBy(row, called);
    if (named) return { kind: row.kind, sure: named === "surely" };
  }
  return undefined;
}

/** Whether a file's name lets it hold something to scan. Asked before anything is read. */
export function isCandidate(path: string): boolean {
  return namedAs(path) !== undefined;
}

/** Whether a file is called as programs are that a scanner reads. */
export function isProgramName(path: string): boolean {
  const named = namedAs(path);
  return named !== undefined && rowOf(named.kind).closed === true;
}

/** Whether a file has a name without an ending, which a first line `#!` only makes a script, and begins with none. */
export function isNoScript(path: string, begins: string | undefined): boolean {
  const named = begins === undefined ? undefined : namedAs(path);
  return named?.kind === "shell script" && !named.sure && !begins?.replace(/^\uFEFF/, "").startsWith("#!");
}
