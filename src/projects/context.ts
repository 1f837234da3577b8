import { posix } from "node:path";
import { writtenPath } from "../detection/paths.ts";
import type {
  Build,
  Copy,
  Fact,
  FileAt,
  GapReason,
  Link,
  Sighting,
  Subject,
  SubjectId,
  TextPlace,
} from "../facts/index.ts";
import { say } from "../facts/shown.ts";
import { below } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { type BuiltBy, buildsOf, likelyContext, stageOf } from "./build-context.ts";
import { dockerignore } from "./dockerignore.ts";
import { holds } from "./holds.ts";
import { type Look, listerOf, reachedSecrets, secretLister } from "./reached-files.ts";
import { type Contents, contentsOf } from "./revealed-files.ts";

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
  folders: ReadonlyMap<string, string> = new Map(),
  granted: ReadonlySet<string> = new Set(),
  only?: Asked,
): Sighting[] {
  const builds = buildsOf(sightings, workspace, folders);
  const stages = new Map(sightings.flatMap((sighting) => dockerfileOf(sighting) ?? []).map((one) => [one.path, one]));
  const stageOfService = serviceStages(builds, stages);
  const whole: Look = {
    workspace,
    list: secretLister(workspace),
    granted,
    contents: contentsOf(workspace),
  };
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
  // What a compose file has inline has no file of its own to find a context by.
  if (!first || subjects.some(({ id }) => id.startsWith("project:"))) return undefined;
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

function contextSighting(dockerfile: Dockerfile, contexts: ReadonlySet<string>, look: Look, named?: string): Sighting {
  const { workspace, granted, contents } = look;
  const id: SubjectId = `context:${dockerfile.path}${named === undefined ? "" : `#${named}`}`;
  const ignore = (context: string) =>
    named === undefined ? ignoreFile(dockerfile.path, context, workspace) : below(context, ".dockerignore");
  const place = startOf(dockerfile.path);
  const facts: Fact[] = [];
  const about = { subject: id, seen: "declared", order: 0 } as const;
  for (const context of contexts) {
    const reached = reachedSecrets(dockerfile.copies, context, look);
    const known = reached.paths.size > 0 || reached.unnamed.size > 0;
    const ignored = known ? rulesIn(ignore(context), workspace) : none;
    for (const path of [...reached.paths.keys()].sort()) {
      if (ignored(path)) continue;
      const file = below(context, path);
      const inside = granted.has(file) ? {} : { holds: holds(file, workspace, reached.paths.get(path)) };
      facts.push({ kind: "file", ...about, place: startOf(file), path, ...inside });
    }
    const unnamed = [...reached.unnamed].filter((path) => !reached.paths.has(path) && !ignored(path)).sort();
    facts.push(...revealedFacts(unnamed, context, contents, about));
    if (!reached.complete) {
      const reason: GapReason = context.startsWith("..")
        ? { code: "outside", why: say("its build context is outside of the folder that is checked") }
        : { code: "too-large", why: say("its build context could not be listed whole") };
      facts.push({ kind: "gap", ...about, place, about: ["file"], ...reason });
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

/** The files that a copy takes and whose content gives a secret away, though no name does. */
function revealedFacts(
  paths: readonly string[],
  context: string,
  contents: Contents,
  about: Pick<FileAt, "subject" | "seen" | "order">,
): Fact[] {
  const facts: Fact[] = [];
  for (const path of paths) {
    const file = below(context, path);
    const content = contents.lookInto(file);
    if (content) facts.push({ kind: "file", ...about, place: startOf(file), path, ...content });
  }
  return facts;
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
