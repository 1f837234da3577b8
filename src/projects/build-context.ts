import { posix } from "node:path";
import { contextPath, type WrittenPath, writtenPath } from "../detection/paths.ts";
import type { Build, Copy, Sighting, Subject, SubjectId, Value } from "../facts/index.ts";
import { below, folderOf, isFetched } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { variablesIn } from "./compose/names.ts";

/**
 * What a Dockerfile knows by a name of its own: a folder, relative to the root of the run, or what another service
 * builds.
 */
type NamedContext = { folder: string } | { service: Build["subject"] };

/** A compose service that builds a Dockerfile. */
export interface BuiltBy {
  service: Build["subject"];
  /** Relative to the root of the run, `""` is the root. `undefined`: elsewhere, or not known. */
  context: string | undefined;
  /** The stage it wants, where it names one. */
  target?: string;
  contexts: ReadonlyMap<string, NamedContext>;
}

/** Which services build which Dockerfile. */
export function buildsOf(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, readonly BuiltBy[]> {
  const builds = new Map<string, BuiltBy[]>();
  for (const { facts } of sightings) {
    for (const fact of facts) {
      if (fact.kind !== "build" || fact.dockerfileInline) continue;
      const folder = folders.get(fact.place.file) ?? folderOf(fact.place.file);
      const path = (value: Value) => writtenPath(value, (name) => variablesIn(folder, workspace).get(name));
      const written = path(fact.context);
      if (!written?.known || isElsewhere(written.text)) continue;
      const context = resolved(folder, written.text);
      const file = fact.dockerfile ? path(fact.dockerfile) : { text: "Dockerfile", known: true };
      if (!file?.known) continue;
      const target = fact.target && path(fact.target);
      const contexts = new Map(
        (fact.contexts ?? []).flatMap(({ name, value }) => {
          const named = namedContext(path(value), fact, folder);
          return named ? [[name.toLowerCase(), named] as const] : [];
        }),
      );
      const builtBy: BuiltBy = {
        service: fact.subject,
        context,
        ...(target?.known && { target: target.text }),
        contexts,
      };
      const dockerfile = resolved(context, file.text);
      builds.set(dockerfile, [...(builds.get(dockerfile) ?? []), builtBy]);
    }
  }
  return builds;
}

/** What a named context represents, as far as it is in the files: not an image, and nothing that is fetched. */
function namedContext(written: WrittenPath | undefined, { subject }: Build, folder: string): NamedContext | undefined {
  if (!written?.known) return;
  const service = /^service:(.+)$/.exec(written.text)?.[1];
  if (service !== undefined) return { service: `service:${fileOfService(subject)}#${service}` };
  return isElsewhere(written.text) ? undefined : { folder: resolved(folder, written.text) };
}

function fileOfService(subject: SubjectId): string {
  return subject.slice(subject.indexOf(":") + 1, subject.indexOf("#"));
}

/** The stage that a service is an instance of: the one it names, or the last one. */
export function stageOf(stages: readonly Subject[], { target }: BuiltBy): Subject | undefined {
  if (target === undefined) return stages.at(-1);
  return stages.find(({ name }) => name === target.toLowerCase());
}

/**
 * The folder that a Dockerfile no service builds is built in, by what it copies: its own, or the nearest one above that
 * has more of the
 * files it names.
 */
export function likelyContext(dockerfile: string, copies: readonly Copy[], workspace: Workspace): string {
  const named = new Set<string>();
  for (const { sources } of copies) {
    for (const { value } of sources) {
      const path = writtenPath(value);
      const source = path?.known && !/[*?[]/.test(path.text) ? contextPath(path.text) : "";
      if (source !== "") named.add(source);
    }
  }
  let best = resolved(posix.dirname(dockerfile), ".");
  let most = 0;
  for (let folder = best; ; folder = resolved(folder, "..")) {
    const found = [...named].filter((path) => workspace.has(below(folder, path))).length;
    if (found > most) [best, most] = [folder, found];
    if (folder === "" || folder === ".." || folder.startsWith("../")) return best;
  }
}

function resolved(folder: string, path: string): string {
  const joined = posix.join(folder, path).replace(/\/+$/, "");
  return joined === "." ? "" : joined;
}

function isElsewhere(context: string): boolean {
  return /^(?:[/~]|[A-Za-z]:)/.test(context) || isFetched(context);
}
