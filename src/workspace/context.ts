import { posix } from "node:path";
import type { Copy, Fact, Link, Sighting, Subject, SubjectId, TextPlace } from "../facts/fact.ts";
import { contextPath, writtenPath } from "../secrets/paths.ts";
import { copiedFile, secretFile, secretFolder } from "../secrets/secret-files.ts";
import { type BuiltBy, below, buildsOf, likelyContext, stageOf } from "./build-context.ts";
import { dockerignore } from "./dockerignore.ts";
import { holds } from "./holds.ts";
import type { Workspace } from "./workspace.ts";

const mostFiles = 50_000;

interface Dockerfile {
  path: string;
  stages: readonly Subject[];
  /** Those from the build context. */
  copies: readonly Copy[];
}

/** What a run was asked about, where it was not asked about all: of other Dockerfiles only what they copy of this matters. */
interface Asked {
  asked(path: string): boolean;
  listed: ReadonlySet<string>;
}

/**
 * What the files around a Dockerfile say: which services build it, and which secret files of its build context a copy would take. A file counts
 * when its name suggests a secret, a copy reaches it, and no ignore file keeps it out.
 */
export function contextSightings(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string> = new Map(),
  only?: Asked,
): Sighting[] {
  const builds = buildsOf(sightings, folders);
  const listAll = secretLister(workspace);
  const listAsked = only && listerOf([...only.listed]);
  return sightings.flatMap((sighting) => {
    const dockerfile = dockerfileOf(sighting);
    if (!dockerfile) return [];
    const list = listAsked && !only?.asked(dockerfile.path) ? listAsked : listAll;
    const builtBy = builds.get(dockerfile.path) ?? [];
    const contexts = builtBy.flatMap(({ context }) => context ?? []);
    if (contexts.length === 0) contexts.push(likelyContext(dockerfile.path, dockerfile.copies, workspace));
    return [
      { facts: [], subjects: [], links: serviceLinks(dockerfile, builtBy) },
      contextSighting(dockerfile, new Set(contexts), list, workspace),
    ];
  });
}

function dockerfileOf({ subjects, facts }: Sighting): Dockerfile | undefined {
  const stages = subjects.filter(({ id }) => id.startsWith("stage:") && !id.endsWith("#global"));
  const [first] = stages;
  if (!first) return undefined;
  const copies = facts.filter((fact): fact is Copy => fact.kind === "copy" && fact.from.is === "context");
  return { path: first.place.file, stages, copies };
}

function serviceLinks({ stages }: Dockerfile, builtBy: readonly BuiltBy[]): Link[] {
  return builtBy.flatMap((build) => {
    const stage = stageOf(stages, build);
    return stage ? [{ from: build.service, to: stage.id, because: "build-section" as const }] : [];
  });
}

type SecretLister = (folder: string) => { paths: readonly string[]; complete: boolean };

function contextSighting(
  dockerfile: Dockerfile,
  contexts: ReadonlySet<string>,
  list: SecretLister,
  workspace: Workspace,
): Sighting {
  const id: SubjectId = `context:${dockerfile.path}`;
  const place = startOf(dockerfile.path);
  const facts: Fact[] = [];
  const about = { subject: id, seen: "declared", order: 0 } as const;
  for (const context of contexts) {
    const reached = reachedSecrets(dockerfile.copies, context, list, workspace);
    const ignored = reached.paths.size > 0 ? rulesIn(ignoreFile(dockerfile.path, context, workspace), workspace) : none;
    for (const path of [...reached.paths].sort()) {
      if (ignored(path)) continue;
      const file = below(context, path);
      facts.push({ kind: "file", ...about, place: startOf(file), path, holds: holds(file, workspace) });
    }
    if (!reached.complete) {
      const why = context.startsWith("..") ? "lies outside of the folder that is checked" : "could not be listed whole";
      facts.push({ kind: "gap", ...about, place, about: ["file"], why: `its build context ${why}` });
    }
  }
  const users = new Set(dockerfile.copies.map(({ subject }) => subject));
  const [context = ""] = contexts;
  return {
    facts,
    // A context begins where it says what stays out of it.
    subjects: [
      { id, name: context || ".", ships: false, place: startOf(ignoreFile(dockerfile.path, context, workspace)) },
    ],
    links: [...users].map((stage) => ({ from: stage, to: id, because: "build-context" })),
  };
}

/** The secret files, by name, that these copies reach in a context, ignore files not yet asked. Relative to the context. */
function reachedSecrets(
  copies: readonly Copy[],
  context: string,
  list: SecretLister,
  workspace: Workspace,
): { paths: ReadonlySet<string>; complete: boolean } {
  const paths = new Set<string>();
  let complete = true;
  for (const { source, target } of copies.flatMap(sourcesOf)) {
    const isPattern = /[*?[]/.test(source);
    const at = below(context, isPattern ? fixedFolder(source) : source);
    if (!isPattern && (copiedFile(source, target) ?? secretFolder(source)) && workspace.has(at)) paths.add(source);
    const listing = list(at);
    for (const path of listing.paths) paths.add(context === "" ? path : path.slice(context.length + 1));
    complete &&= listing.complete;
  }
  return { paths, complete };
}

/** What a copy takes, and what it becomes where it takes one thing alone. */
function sourcesOf({ sources, target }: Copy): { source: string; target: string | undefined }[] {
  const becomes = sources.length === 1 ? writtenPath(target.value)?.text : undefined;
  return sources.flatMap(({ value }) => {
    const path = writtenPath(value);
    return path?.known ? [{ source: contextPath(path.text), target: becomes }] : [];
  });
}

/** The folders of a pattern before its first wildcard. */
function fixedFolder(pattern: string): string {
  const folders = pattern.split("/");
  return folders
    .slice(
      0,
      folders.findIndex((name) => /[*?[]/.test(name)),
    )
    .join("/");
}

function listerOf(listed: readonly string[]): SecretLister {
  const secrets = listed.filter((path) => secretFile(path) !== undefined);
  return (folder) => {
    const inside = (path: string) => folder === "" || path === folder || path.startsWith(`${folder}/`);
    return { paths: secrets.filter(inside), complete: true };
  };
}

const listers = new WeakMap<Workspace, SecretLister>();

/** Lists each folder once in a run, however many Dockerfiles copy it, and keeps only what the names make suspicious. */
function secretLister(workspace: Workspace): SecretLister {
  const lister = listers.get(workspace) ?? newLister(workspace);
  listers.set(workspace, lister);
  return lister;
}

function newLister(workspace: Workspace): SecretLister {
  const known = new Map<string, ReturnType<SecretLister>>();
  return (folder) => {
    const before = known.get(folder);
    if (before) return before;
    const { paths, complete } = workspace.filesBelow(folder, mostFiles);
    const listing = { paths: paths.filter((path) => secretFile(path) !== undefined), complete };
    known.set(folder, listing);
    return listing;
  };
}

/** The ignore file that holds, or would hold. `api.Dockerfile.dockerignore` takes the place of `.dockerignore` in the context. */
function ignoreFile(dockerfile: string, context: string, workspace: Workspace): string {
  const own = `${dockerfile}.dockerignore`;
  return workspace.has(own) ? own : below(context, ".dockerignore");
}

function rulesIn(file: string, workspace: Workspace): (path: string) => boolean {
  const reading = workspace.read(file);
  return "text" in reading ? dockerignore(reading.text) : none;
}

function none(): boolean {
  return false;
}

function startOf(file: string): TextPlace {
  return { in: "text", file: posix.normalize(file), span: [0, 0], statement: [0, 0] };
}
