import { reaches } from "../../detection/path-pattern.ts";
import { contextPath, writtenPath } from "../../detection/paths.ts";
import { revealedKind } from "../../detection/revealed.ts";
import { copiedFile, type SecretFile, secretFile, secretFolder } from "../../detection/secret-files.ts";
import { groupBy } from "../../facts/group-by.ts";
import type { Copy, FileAt, Subject, SubjectId, Word } from "../../facts/index.ts";
import { oncePer } from "../../facts/once.ts";
import type { World } from "../../facts/world.ts";
import type { JudgedWorld } from "../judged-world.ts";

/** A secret file that a COPY or ADD brings into an image. */
export interface CopiedSecret {
  copy: Copy;
  /** The source that brings it. */
  word: Word;
  /** As the copy names it, or relative to the build context. */
  path: string;
  /**
   * `name`: the copy names the file; `context`: it takes a folder or a pattern that holds it; `stage`: it names it in
   * another stage.
   */
  by: "name" | "context" | "stage";
  kind: SecretFile;
  /** The file itself, where it was seen. */
  file?: FileAt;
  /** Where it may come to be. Relative where the working folder is not known. */
  targets: readonly string[];
}

/** By the list of a context's files, which the world keeps. */
const filesByPath = oncePer((files: readonly FileAt[]) => groupBy(files, ({ path }) => path));
const filesByName = oncePer((files: readonly FileAt[]) => groupBy(files, ({ path }) => basename(path)));

const filesByFolder = oncePer((files: readonly FileAt[]) => {
  const folders = new Map<string, FileAt[]>();
  for (const file of files) {
    for (let end = file.path.indexOf("/"); end !== -1; end = file.path.indexOf("/", end + 1)) {
      const folder = file.path.slice(0, end);
      const list = folders.get(folder);
      if (list) list.push(file);
      else folders.set(folder, [file]);
    }
  }
  return folders;
});

/** The secret files that a copy brings, as far as their names tell. */
export function copiedSecrets(copy: Copy, world: JudgedWorld): CopiedSecret[] {
  if (copy.from.is === "url" || (copy.from.is === "image" && contextOf(copy, world) === undefined)) return [];
  return copy.sources.flatMap((word) => {
    const written = writtenPath(word.value);
    if (!written) return [];
    return copy.from.is === "stage"
      ? named(copy, word, written.text, world)
      : fromContext(copy, word, written.text, world);
  });
}

function named(copy: Copy, word: Word, path: string, world: JudgedWorld): CopiedSecret[] {
  const stage = copy.from.is === "stage" ? copy.from.subject : undefined;
  const becomes = copy.sources.length === 1 ? writtenPath(copy.target.value)?.text : undefined;
  // What another stage holds is under another name there; a file of the context with the same base name is likely the
  // same.
  const [file, more] =
    (stage
      ? filesByName(filesOfContext(stage, world)).get(basename(path))
      : filesByPath(contextFiles(copy, world)).get(contextPath(path))) ?? [];
  const kind = copiedFile(path, becomes) ?? secretFolder(path) ?? (file && !more ? revealedKind(file) : undefined);
  if (!kind) return [];
  const targets = targetsOf(copy, basename(path), false, world);
  return [{ copy, word, path, by: stage ? "stage" : "name", kind, targets, ...(file && !more && { file }) }];
}

function fromContext(copy: Copy, word: Word, written: string, world: JudgedWorld): CopiedSecret[] {
  const source = contextPath(written);
  const isPattern = /[*?[]/.test(source);
  const byName = isPattern ? [] : named(copy, word, written, world);
  const taken = isPattern || /^(?:~|\$|\.?$)/.test(source) ? reached(source, copy, world) : below(source, copy, world);
  const along = taken.flatMap((file) => {
    const kind = secretFile(file.path) ?? revealedKind(file);
    if (!kind) return [];
    const inside = isPattern ? basename(file.path) : file.path.slice(source === "" ? 0 : source.length + 1);
    return [
      {
        copy,
        word,
        path: file.path,
        by: "context" as const,
        kind,
        file,
        targets: targetsOf(copy, inside, true, world),
      },
    ];
  });
  return [...byName, ...along];
}

function reached(source: string, copy: Copy, world: JudgedWorld): readonly FileAt[] {
  return contextFiles(copy, world).filter((file) => file.path !== source && reaches(source, file.path));
}

/** The files of a folder that is written out. There may be as many copies as files. */
function below(folder: string, copy: Copy, world: JudgedWorld): readonly FileAt[] {
  const names = folder.split("/").filter((name) => name !== "" && name !== ".");
  return filesByFolder(contextFiles(copy, world)).get(names.join("/")) ?? [];
}

/** The context that a copy takes its files from: the build's own, or the one that the build gives this name. */
export function contextOf({ place, from }: Copy, world: World): Subject | undefined {
  return world.subject(`context:${place.file}${from.is === "image" ? `#${from.name}` : ""}`);
}

function contextFiles(copy: Copy, world: JudgedWorld): readonly FileAt[] {
  const context = contextOf(copy, world);
  return context ? world.judge.judgeFiles(world.about(context.id, "file")) : [];
}

function filesOfContext(stage: SubjectId, world: JudgedWorld): readonly FileAt[] {
  return world.judge.judgeFiles(world.about(`context:${world.subject(stage)?.place.file ?? ""}`, "file"));
}

function targetsOf(copy: Copy, name: string, intoFolder: boolean, world: World): string[] {
  const written = writtenPath(copy.target.value);
  if (!written?.known) return [name];
  const target = inWorkdir(written.text, copy, world);
  const inside = `${target.replace(/\/$/, "")}/${name}`;
  return intoFolder || /(?:^|\/)\.?$/.test(written.text) || copy.sources.length > 1 ? [inside] : [target, inside];
}

/** A path as it is inside the image, where the working folder is known. */
export function inWorkdir(path: string, { subject, order }: Pick<Copy, "subject" | "order">, world: World): string {
  if (path.startsWith("/")) return path;
  const workdir = world.about(subject, "setting").findLast((one) => one.key === "workdir" && one.order <= order);
  const folder = workdir && writtenPath(workdir.value);
  const relative = contextPath(path);
  return folder?.known ? `${folder.text.replace(/\/$/, "")}/${relative}` : relative;
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
