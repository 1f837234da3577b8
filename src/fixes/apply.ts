import { lstatSync, rmdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { groupBy } from "../facts/group-by.ts";
import type { Sealed } from "../facts/sealed.ts";
import { contentOf, useRealFile } from "../inputs/regular-file.ts";
import { codeOf, type Draft, draftBelow } from "../inputs/write-file.ts";

/** What becomes of a file. `before`: what it was when the edits were made; absent where it is new. */
export interface FileChange {
  file: string;
  before?: string;
  after: string;
}

/** A file that takes a value. */
export interface SecretFile {
  file: string;
  value: Sealed;
}

interface Target {
  file: string;
  draft: Draft;
  /** What takes it back. */
  before: string | undefined;
}

const ignoreFile = /(?:^|\/)\.(?:git|docker)ignore$/;
const largest = 16 * 1024 * 1024;

/**
 * Writes secrets and files: all of them or none. Every file is first written beside the one it replaces, where a full
 * disk or a lack of rights shows. Then secrets
 * are ignored before they get their names, and get these before a file forgets their values: what ends this run half
 * way leaves each value in one place at least.
 */
export function applyChanges(root: string, files: readonly FileChange[], secrets: readonly SecretFile[]): void {
  for (const change of files) checkUnchanged(root, change);
  const drafts: Target[] = [];
  const done: Target[] = [];
  const made = foldersToMake(root, secrets);
  const add = (file: string, text: string, before: string | undefined, secret: boolean) => {
    const draft = named(file, () => draftBelow(root, file, text, { fresh: before === undefined, secret }));
    drafts.push({ file, draft, before });
  };
  try {
    const ordered = groupBy(files, ({ file }) => ignoreFile.test(file));
    for (const { file, before, after } of ordered.get(true) ?? []) add(file, after, before, false);
    for (const { file, value } of secrets) value.open((text) => add(file, text, undefined, true));
    for (const { file, before, after } of ordered.get(false) ?? []) add(file, after, before, false);
    // Once more: writing took a while, and an editor may have saved in between.
    for (const change of files) checkUnchanged(root, change);
    for (let next = drafts[0]; next; next = drafts[0]) {
      const { file, draft } = next;
      named(file, draft.commit);
      done.push(next);
      drafts.shift();
    }
  } catch (error) {
    for (const { draft } of drafts) quietly(draft.discard);
    // A secret file that was written stays where the value is still in a file that could not be restored.
    const restored = done.toReversed().filter(({ before }) => before !== undefined);
    for (const { file, before } of restored)
      quietly(() => draftBelow(root, file, before ?? "", { fresh: false }).commit());
    for (const folder of made) quietly(() => rmdirSync(folder));
    throw error;
  }
}

function checkUnchanged(root: string, { file, before }: FileChange): void {
  const path = resolve(root, file);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (before === undefined) {
    if (stat) throw new UserError(`${file} is new since it was looked for`, nothing);
    return;
  }
  if (!stat) throw new UserError(`${file} is gone`, nothing);
  if (stat.isSymbolicLink()) throw new UserError(`${file} is a link`, "fix its target");
  if ((stat.mode & 0o200) === 0) throw new UserError(`${file} is read-only`, nothing);
  const given = useRealFile(path, (handle, now) => contentOf(handle, now, largest));
  if (!("gave" in given) || !given.gave.bytes.equals(Buffer.from(before)))
    throw new UserError(`${file} changed since it was read, or is not UTF-8`, nothing);
}

const nothing = "nothing was written";

/** The folders that are not there yet, the deepest first. */
function foldersToMake(root: string, secrets: readonly SecretFile[]): string[] {
  const folders = new Set<string>();
  for (const { file } of secrets) {
    let folder = dirname(resolve(root, file));
    while (!lstatSync(folder, { throwIfNoEntry: false }) && folder !== dirname(folder)) {
      folders.add(folder);
      folder = dirname(folder);
    }
  }
  return [...folders].sort((a, b) => b.length - a.length);
}

/** The system's errors name no file that a person knows. */
function named<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UserError(`cannot write ${file} (${code})`, code === "EEXIST" ? "it is there already" : nothing);
  }
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // The first error is the one to tell.
  }
}
