import type { Binding, Fact, FactKind, FactOf, Secret } from "./fact.ts";
import { groupBy } from "./group-by.ts";
import { mergeFacts } from "./merge.ts";
import { once } from "./once.ts";
import type { Composition, Layer } from "./sighting.ts";
import type { Link, Subject, SubjectId } from "./subject.ts";

/** What the world is asked while its projects are made. */
interface Facts {
  about<Kind extends FactKind>(subject: SubjectId, kind: Kind): readonly FactOf<Kind>[];
  holding(subject: SubjectId): readonly Fact[];
  sources(subject: SubjectId, ...because: Link["because"][]): readonly Subject[];
  users(subject: SubjectId, ...because: Link["because"][]): readonly Subject[];
  lineage(subject: SubjectId, ...because: Link["because"][]): readonly SubjectId[];
}

/** Compose files as the one project that Compose makes of them: what each service, and the whole, ends up with. */
export interface Project {
  /** The id of its lowest file. */
  id: SubjectId;
  /** The ids of its files, the lowest first, each after those that it includes. */
  files: readonly SubjectId[];
  services: ReadonlyMap<string, ProjectService>;
  /** The secrets that are defined in it, by name. */
  secrets: ReadonlyMap<string, Secret>;
  /** Whether everything was seen that could say something of this kind, about any service or the whole. */
  complete(kind: Exclude<FactKind, "gap">): boolean;
}

/** A service after all files were laid one over the other. */
export interface ProjectService {
  name: string;
  project: Project;
  /** Where it is written: the service of each file, and what each extends, the lowest first. */
  subjects: readonly SubjectId[];
  /** The facts of a kind that hold in the end; each still is where it is written. */
  facts<Kind extends FactKind>(kind: Kind): readonly FactOf<Kind>[];
  /** Whether a fact holds in the end. */
  has(fact: Fact): boolean;
  /** The environment it starts with: `environment` over the env files, of which the last one wins. */
  environment: ReadonlyMap<string, Binding>;
  /** Whether everything was seen that could say something of this kind about it. */
  complete(kind: Exclude<FactKind, "gap">): boolean;
}

/** Puts a project together; each part when it is first asked for. */
export function projectOf(composition: Composition, world: Facts): Project {
  const layers = layersOf(composition, new Set());
  const files = layers.map(({ file }) => file);
  const certain = isCertain(composition, new Set());
  const own = once(() => files.reduce<readonly Fact[]>((below, file) => mergeFacts(below, world.holding(file)), []));
  const ownGaps = once(() => unseenOf(own()));
  const whole = new Map<FactKind, boolean>();
  const project: Project = {
    id: composition.layers[0]?.file ?? "project:",
    files,
    get services() {
      return services();
    },
    get secrets() {
      return secrets();
    },
    complete: (kind) => {
      const known = whole.get(kind);
      if (known !== undefined) return known;
      const found =
        certain && !ownGaps().has(kind) && [...services().values()].every((service) => service.complete(kind));
      whole.set(kind, found);
      return found;
    },
  };
  const secrets = once(
    () => new Map(own().flatMap((fact) => (fact.kind === "secret" ? [[fact.name, fact] as const] : []))),
  );
  const services = once(() => {
    const found = new Map<string, SubjectId[]>();
    for (const file of files) {
      for (const { id, name } of world.users(file, "project")) {
        const parts = found.get(name);
        if (parts) parts.push(id);
        else found.set(name, [id]);
      }
    }
    return new Map([...found].map(([name, parts]) => [name, serviceOf(name, parts)]));
  });
  const serviceOf = (name: string, parts: readonly SubjectId[]): ProjectService => {
    const facts = once(() => parts.reduce<readonly Fact[]>((below, id) => mergeFacts(below, extended(id, world)), []));
    const environment = once(() => environmentOf(facts(), parts, world));
    const byKind = once(() => groupBy(facts(), ({ kind }) => kind));
    const all = once(() => new Set(facts()));
    const gaps = once(() => unseenOf(byKind().get("gap") ?? []));
    return {
      name,
      project,
      get subjects() {
        return [...new Set(parts.flatMap((id) => [...basesOf(id, world), id]))];
      },
      facts: <Kind extends FactKind>(kind: Kind) => (byKind().get(kind) ?? []) as FactOf<Kind>[],
      has: (fact) => all().has(fact),
      get environment() {
        return environment();
      },
      complete: (kind) => certain && !ownGaps().has(kind) && !gaps().has(kind),
    };
  };
  return project;
}

/** The kinds of facts that gaps are about. */
function unseenOf(facts: readonly Fact[]): ReadonlySet<FactKind> {
  return new Set(facts.flatMap((fact) => (fact.kind === "gap" ? fact.about : [])));
}

function layersOf({ layers }: Composition, seen: Set<SubjectId>): Layer[] {
  return layers.flatMap((layer) => {
    const included = layer.includes.flatMap((one) => layersOf(one, seen));
    if (seen.has(layer.file)) return included;
    seen.add(layer.file);
    return [...included, layer];
  });
}

function isCertain(composition: Composition, seen: Set<Composition>): boolean {
  if (seen.has(composition)) return true;
  seen.add(composition);
  const included = composition.layers.flatMap(({ includes }) => includes);
  return composition.certain && included.every((one) => isCertain(one, seen));
}

const deepest = 100;

/** A service's facts over those of what it extends. Cycles end. */
function extended(id: SubjectId, world: Facts, above: readonly SubjectId[] = []): readonly Fact[] {
  const own = world.holding(id);
  const bases = above.includes(id) || above.length > deepest ? [] : world.sources(id, "extends");
  if (bases.length === 0) return own;
  const lower = bases.flatMap((base) => extended(base.id, world, [...above, id]));
  // Marks reach through what is extended to the files below: they go along.
  return [...own.filter(({ kind }) => kind === "reset"), ...mergeFacts(lower, own)];
}

function basesOf(id: SubjectId, world: Facts): SubjectId[] {
  return world.lineage(id, "extends").slice(1).reverse();
}

function environmentOf(facts: readonly Fact[], parts: readonly SubjectId[], world: Facts): Map<string, Binding> {
  const found = new Map<string, Binding>();
  for (const file of envFilesOf(parts, world)) {
    for (const binding of world.about(file, "binding")) found.set(binding.name, binding);
  }
  for (const fact of facts) {
    if (fact.kind === "binding" && fact.sink === "container-env" && fact.under === "environment")
      found.set(fact.name, fact);
  }
  return found;
}

/** The env files in the order in which they are read. */
function envFilesOf(parts: readonly SubjectId[], world: Facts): readonly SubjectId[] {
  const files = new Set<SubjectId>();
  for (const id of parts.flatMap((part) => [...basesOf(part, world), part])) {
    const marks = world.about(id, "reset").filter(({ path }) => path.length === 0 || path[0] === "env_file");
    if (marks.length > 0) files.clear();
    if (marks.some(({ keeps }) => !keeps)) continue;
    for (const { id: file } of world.sources(id, "env-file")) {
      files.delete(file);
      files.add(file);
    }
  }
  return [...files];
}
