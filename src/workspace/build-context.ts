import { posix } from "node:path";
import type { Build, Copy, Sighting, Subject } from "../facts/fact.ts";
import { contextPath, writtenPath } from "../secrets/paths.ts";
import type { Workspace } from "./workspace.ts";

/** A compose service that builds a Dockerfile. */
export interface BuiltBy {
  service: Build["subject"];
  /** Relative to the root of the run, `""` is the root. `undefined`: elsewhere, or not known. */
  context: string | undefined;
  /** The stage it wants, where it names one. */
  target?: string;
}

/** Which services build which Dockerfile. */
export function buildsOf(
  sightings: readonly Sighting[],
  folders: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, readonly BuiltBy[]> {
  const builds = new Map<string, BuiltBy[]>();
  for (const { facts } of sightings) {
    for (const fact of facts) {
      if (fact.kind !== "build" || fact.dockerfileInline) continue;
      const written = writtenPath(fact.context);
      if (!written?.known || isElsewhere(written.text)) continue;
      const context = resolved(folders.get(fact.place.file) ?? posix.dirname(fact.place.file), written.text);
      const file = fact.dockerfile ? writtenPath(fact.dockerfile) : { text: "Dockerfile", known: true };
      if (!file?.known) continue;
      const target = fact.target && writtenPath(fact.target);
      const builtBy: BuiltBy = { service: fact.subject, context, ...(target?.known && { target: target.text }) };
      const dockerfile = resolved(context, file.text);
      builds.set(dockerfile, [...(builds.get(dockerfile) ?? []), builtBy]);
    }
  }
  return builds;
}

/** The stage that a service is an instance of: the one it names, or the last one. */
export function stageOf(stages: readonly Subject[], { target }: BuiltBy): Subject | undefined {
  if (target === undefined) return stages.at(-1);
  return stages.find(({ name }) => name === target.toLowerCase());
}

/**
 * The folder that a Dockerfile no service builds is built in, by what it copies: its own, or the nearest one above that has more of the
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

/** A path below a folder; `""` is the root. */
export function below(folder: string, path: string): string {
  if (folder === "" || path === "") return folder + path;
  return `${folder}/${path}`;
}

function resolved(folder: string, path: string): string {
  const joined = posix.join(folder, path).replace(/\/+$/, "");
  return joined === "." ? "" : joined;
}

function isElsewhere(context: string): boolean {
  return context.startsWith("/") || /^[a-z][a-z+.-]*:|^git@|^~|^github\.com\//i.test(context);
}
