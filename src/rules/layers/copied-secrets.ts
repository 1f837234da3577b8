import type { Copy, FileAt, Word } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";
import { contextPath, writtenPath } from "../../secrets/paths.ts";
import { type SecretFile, secretFile } from "../../secrets/secret-files.ts";
import { reaches } from "./path-pattern.ts";

/** A secret file that a COPY or ADD brings into an image. */
export interface CopiedSecret {
  copy: Copy;
  /** The source that brings it. */
  word: Word;
  /** As the copy names it, or relative to the build context. */
  path: string;
  /** `name`: the copy names the file; `context`: it takes a folder or a pattern that holds it; `stage`: it names it in another stage. */
  by: "name" | "context" | "stage";
  kind: SecretFile;
  /** The file itself, where it was seen. */
  file?: FileAt;
  /** Where it may come to lie. Relative where the working folder is not known. */
  targets: readonly string[];
}

/** The secret files that a copy brings, as far as their names tell. */
export function copiedSecrets(copy: Copy, world: World): CopiedSecret[] {
  if (copy.from.is === "url" || copy.from.is === "image") return [];
  return copy.sources.flatMap((word) => {
    const written = writtenPath(word.value);
    if (!written) return [];
    return copy.from.is === "stage"
      ? named(copy, word, written.text, world)
      : fromContext(copy, word, written.text, world);
  });
}

function named(copy: Copy, word: Word, path: string, world: World): CopiedSecret[] {
  const kind = secretFile(path);
  if (!kind) return [];
  const by = copy.from.is === "stage" ? "stage" : "name";
  return [{ copy, word, path, by, kind, targets: targetsOf(copy, basename(path), false, world) }];
}

function fromContext(copy: Copy, word: Word, written: string, world: World): CopiedSecret[] {
  const source = contextPath(written);
  const files = world
    .sources(copy.subject, "build-context")
    .flatMap(({ id }) => world.about(id, "file"))
    .filter((file) => reaches(source, file.path));
  const isPattern = /[*?[]/.test(source);
  if (!isPattern && secretFile(source)) {
    const [file] = files;
    return named(copy, word, written, world).map((secret) => ({ ...secret, ...(file && { file }) }));
  }
  return files.flatMap((file) => {
    const kind = secretFile(file.path);
    if (!kind) return [];
    const below = isPattern ? basename(file.path) : file.path.slice(source === "" ? 0 : source.length + 1);
    const targets = targetsOf(copy, below, true, world);
    return [{ copy, word, path: file.path, by: "context" as const, kind, file, targets }];
  });
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
