import { posix } from "node:path";
import type { Detector } from "../detection/detector.ts";
import { reaches } from "../detection/path-pattern.ts";
import { contextPath, writtenPath } from "../detection/paths.ts";
import { copiedFile, secretFile, secretFolder } from "../detection/secret-files.ts";
import type { Build, Copy, Fact, Link, Sighting, Subject, SubjectId, TextPlace } from "../facts/index.ts";
import { say } from "../facts/shown.ts";
import { below } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { type BuiltBy, buildsOf, likelyContext, stageOf } from "./build-context.ts";
import { dockerignore } from "./dockerignore.ts";
import { holds } from "./holds.ts";

const mostFiles = 50_000;

interface Dockerfile {
  path: string;
  stages: readonly Subject[];
  /** Those from the build context. */
  copies: readonly Copy[];
  /** Those from what it does not name itself: an image, or a context that the build names. */
  fromImages: readonly Copy[];
}

/**
 * What a run was asked about, where it was not asked about all: of other Dockerfiles only what they copy of this
 * matters.
 */
interface Asked {
  asked(path: string): boolean;
  listed: ReadonlySet<string>;
}

/**
 * What the files around a Dockerfile say: which services build it, and which secret files of its build context a copy
 * would take. A file counts
 * when its name suggests a secret, a copy reaches it, and no ignore file keeps it out.
 */
export function contextSightings(
  sightings: readonly Sighting[],
  workspace: Workspace,
  detector: Detector,
  folders: ReadonlyMap<string, string> = new Map(),
  granted: ReadonlySet<string> = new Set(),
  only?: Asked,
): Sighting[] {
  const builds = buildsOf(sightings, workspace, folders);
  const stages = new Map(sightings.flatMap((sighting) => dockerfileOf(sighting) ?? []).map((one) => [one.path, one]));
  const stageOfService = serviceStages(builds, stages);
  const whole: Look = { workspace, detector, list: secretLister(workspace), granted };
  const asked: Look = only ? { ...whole, list: listerOf([...only.listed]) } : whole;
  return sightings.flatMap((sighting) => {
    const dockerfile = dockerfileOf(sighting);
    if (!dockerfile) return [];
    const look = only?.asked(dockerfile.path) ? whole : asked;
    const builtBy = builds.get(dockerfile.path) ?? [];
    const contexts = builtBy.flatMap(({ context }) => context ?? []);
    if (contexts.length === 0) contexts.push(likelyContext(dockerfile.path, dockerfile.copies, workspace));
    const named = namedContexts(builtBy);
    return [
      {
        facts: [],
        subjects: [],
        links: [...serviceLinks(dockerfile, builtBy), ...baseLinks(sighting, named, stageOfService)],
      },
      contextSighting(dockerfile, new Set(contexts), look),
      ...[...named].flatMap(([name, { folders }]) => {
        const copies = dockerfile.fromImages.filter((copy) => copy.from.is === "image" && copy.from.name === name);
        if (copies.length === 0 || folders.size === 0) return [];
        return contextSighting({ ...dockerfile, copies }, folders, look, name);
      }),
    ];
  });
}

function dockerfileOf({ subjects, facts }: Sighting): Dockerfile | undefined {
  const stages = subjects.filter(({ id }) => id.startsWith("stage:") && !id.endsWith("#global"));
  const [first] = stages;
  if (!first) return undefined;
  const copies = facts.filter((fact): fact is Copy => fact.kind === "copy");
  return {
    path: first.place.file,
    stages,
    copies: copies.filter(({ from }) => from.is === "context"),
    fromImages: copies.filter(({ from }) => from.is === "image"),
  };
}

function serviceLinks({ stages }: Dockerfile, builtBy: readonly BuiltBy[]): Link[] {
  return builtBy.flatMap((build) => {
    const stage = stageOf(stages, build);
    return stage ? [{ from: build.service, to: stage.id, because: "build-section" as const }] : [];
  });
}

/** What the services that build a Dockerfile call by a name of their own. */
function namedContexts(
  builtBy: readonly BuiltBy[],
): Map<string, { folders: Set<string>; services: Set<Build["subject"]> }> {
  const found: ReturnType<typeof namedContexts> = new Map();
  for (const [name, context] of builtBy.flatMap(({ contexts }) => [...contexts])) {
    const named = found.get(name) ?? { folders: new Set(), services: new Set() };
    found.set(name, named);
    if ("folder" in context) named.folders.add(context.folder);
    else named.services.add(context.service);
  }
  return found;
}

/** The stage that each service is an instance of. */
function serviceStages(
  builds: ReadonlyMap<string, readonly BuiltBy[]>,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): ReadonlyMap<SubjectId, Subject> {
  const found = new Map<SubjectId, Subject>();
  for (const [path, builtBy] of builds) {
    const { stages } = dockerfiles.get(path) ?? {};
    for (const build of builtBy) {
      const stage = stages && stageOf(stages, build);
      if (stage) found.set(build.service, stage);
    }
  }
  return found;
}

/** `FROM base`, where the build says that `base` is what another service builds. */
function baseLinks(
  { facts }: Sighting,
  named: ReturnType<typeof namedContexts>,
  stages: ReadonlyMap<SubjectId, Subject>,
): Link[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== "setting" || fact.key !== "image") return [];
    const { services } = named.get(writtenPath(fact.value)?.text.toLowerCase() ?? "") ?? {};
    return [...(services ?? [])].flatMap((service) => {
      const stage = stages.get(service);
      return stage ? [{ from: fact.subject, to: stage.id, because: "built-from" as const }] : [];
    });
  });
}

type SecretLister = (folder: string) => { paths: readonly string[]; complete: boolean };

function contextSighting(dockerfile: Dockerfile, contexts: ReadonlySet<string>, look: Look, named?: string): Sighting {
  const { workspace, detector, granted } = look;
  const id: SubjectId = `context:${dockerfile.path}${named === undefined ? "" : `#${named}`}`;
  const ignore = (context: string) =>
    named === undefined ? ignoreFile(dockerfile.path, context, workspace) : below(context, ".dockerignore");
  const place = startOf(dockerfile.path);
  const facts: Fact[] = [];
  const about = { subject: id, seen: "declared", order: 0 } as const;
  for (const context of contexts) {
    const reached = reachedSecrets(dockerfile.copies, context, look);
    const ignored = reached.paths.size > 0 ? rulesIn(ignore(context), workspace) : none;
    for (const path of [...reached.paths].sort()) {
      if (ignored(path)) continue;
      const file = below(context, path);
      const inside = granted.has(file) ? {} : { holds: holds(file, workspace, detector) };
      facts.push({ kind: "file", ...about, place: startOf(file), path, ...inside });
    }
    if (!reached.complete) {
      const why = context.startsWith("..")
        ? say("its build context is outside of the folder that is checked")
        : say("its build context could not be listed whole");
      facts.push({ kind: "gap", ...about, place, about: ["file"], why });
    }
  }
  const users = new Set(dockerfile.copies.map(({ subject }) => subject));
  const [context = ""] = contexts;
  return {
    facts,
    // A context begins where it says what stays out of it.
    subjects: [{ id, name: context || ".", ships: false, place: startOf(ignore(context)) }],
    links: [...users].map((stage) => ({ from: stage, to: id, because: "build-context" })),
  };
}

/** What a copy may take is looked at with: `granted` are the files after secrets, which need no name that tells. */
interface Look {
  workspace: Workspace;
  detector: Detector;
  list: SecretLister;
  granted: ReadonlySet<string>;
}

/**
 * The secret files, by name or because a service is granted them, that these copies reach in a context, ignore files
 * not yet asked. Relative to the context.
 */
function reachedSecrets(
  copies: readonly Copy[],
  context: string,
  { workspace, list, granted }: Look,
): { paths: ReadonlySet<string>; complete: boolean } {
  const paths = new Set<string>();
  let complete = true;
  for (const { source, target } of copies.flatMap(sourcesOf)) {
    const isPattern = /[*?[]/.test(source);
    const at = below(context, isPattern ? fixedFolder(source) : source);
    if (!isPattern && (copiedFile(source, target) ?? secretFolder(source)) && workspace.has(at)) paths.add(source);
    for (const file of granted) {
      const path = context === "" ? file : file.startsWith(`${context}/`) ? file.slice(context.length + 1) : undefined;
      if (path !== undefined && reaches(source, path)) paths.add(path);
    }
    const listing = list(at);
    for (const path of listing.paths) paths.add(context === "" ? path : path.slice(context.length + 1));
    complete &&= listing.complete;
  }
  return { paths, complete };
}

/** What a copy takes, and what it becomes where it takes one thing only. */
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

/**
 * The ignore file that holds, or would hold. `api.Dockerfile.dockerignore` takes the place of `.dockerignore` in the
 * context.
 */
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
