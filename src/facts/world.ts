import type { Fact, FactKind, FactOf } from "./fact.ts";
import { groupBy } from "./group-by.ts";
import { type Project, type ProjectService, projectOf } from "./project.ts";
import type { Composition, Sighting } from "./sighting.ts";
import type { Link, Subject, SubjectId } from "./subject.ts";

/** What each file and each service of a file is part of. */
interface Parts {
  projects: Map<SubjectId, Project[]>;
  services: Map<SubjectId, ProjectService[]>;
}

/** Everything that was seen, indexed for the questions rules ask. */
export class World {
  readonly #byKind = new Map<FactKind, Fact[]>();
  readonly #bySubject = new Map<SubjectId, Fact[]>();
  readonly #kindsBySubject = new Map<SubjectId, ReadonlyMap<FactKind, readonly Fact[]>>();
  readonly #subjects = new Map<SubjectId, Subject>();
  readonly #byFile = new Map<string, Subject[]>();
  readonly #up = new Map<SubjectId, Link[]>();
  readonly #down = new Map<SubjectId, Link[]>();
  readonly #shared = new Map<SubjectId, Fact[]>();
  readonly #sharedBy = new Map<Fact, SubjectId[]>();
  readonly #compositions: Composition[] = [];
  #projects: readonly Project[] | undefined;
  #partOf: Parts | undefined;

  constructor(sightings: Iterable<Sighting>) {
    for (const { facts, subjects, links, shared = [], compositions = [] } of sightings) {
      for (const subject of subjects) {
        if (!this.#subjects.has(subject.id)) push(this.#byFile, subject.place.file, subject);
        this.#subjects.set(subject.id, subject);
      }
      for (const fact of facts) {
        push(this.#byKind, fact.kind, fact);
        push(this.#bySubject, fact.subject, fact);
      }
      for (const link of links) {
        push(this.#up, link.from, link);
        push(this.#down, link.to, link);
      }
      for (const { subject, fact } of shared) {
        push(this.#shared, subject, fact);
        push(this.#sharedBy, fact, subject);
      }
      for (const composition of compositions) this.#compositions.push(composition);
    }
    for (const facts of this.#bySubject.values()) facts.sort((a, b) => a.order - b.order);
  }

  /** Every fact of a kind. */
  all<Kind extends FactKind>(kind: Kind): readonly FactOf<Kind>[] {
    return (this.#byKind.get(kind) ?? []) as FactOf<Kind>[];
  }

  /** The facts of a kind about one subject, in the order of the file. */
  about<Kind extends FactKind>(subject: SubjectId, kind: Kind): readonly FactOf<Kind>[] {
    const known = this.#kindsBySubject.get(subject) ?? groupBy(this.#bySubject.get(subject) ?? [], (fact) => fact.kind);
    this.#kindsBySubject.set(subject, known);
    return (known.get(kind) ?? []) as FactOf<Kind>[];
  }

  /**
   * All facts that hold for one subject, those included that are told about another one with which it shares an anchor.
   */
  holding(subject: SubjectId): readonly Fact[] {
    const own = this.#bySubject.get(subject) ?? [];
    const shared = this.#shared.get(subject);
    return shared ? [...own, ...shared] : own;
  }

  /**
   * The projects that Compose makes of the files. A file can be part of several: what is absent is absent in all of
   * them.
   */
  projects(): readonly Project[] {
    this.#projects ??= this.#compositions.map((composition) => projectOf(composition, this));
    return this.#projects;
  }

  /** The projects that a file, by the id of its project, or a service of it, is part of. */
  projectsOf(subject: SubjectId): readonly Project[] {
    return this.#parts().projects.get(subject) ?? [...new Set(this.servicesOf(subject).map(({ project }) => project))];
  }

  /**
   * The services, as projects end up with them, that a service of a file goes into: itself, and those that extend it.
   */
  servicesOf(subject: SubjectId): readonly ProjectService[] {
    return this.#parts().services.get(subject) ?? [];
  }

  /** Whom a fact is about: its own subject, and those that share an anchor with it. */
  subjectsOf(fact: Fact): readonly SubjectId[] {
    return [fact.subject, ...(this.#sharedBy.get(fact) ?? [])];
  }

  /** The services in which a fact holds in the end; none, where a file that is laid over takes it away. */
  effectiveServices(fact: Fact): readonly ProjectService[] {
    const services = new Set(this.subjectsOf(fact).flatMap((subject) => this.servicesOf(subject)));
    return [...services].filter((service) => service.has(fact));
  }

  subject(id: SubjectId): Subject | undefined {
    return this.#subjects.get(id);
  }

  subjects(): Iterable<Subject> {
    return this.#subjects.values();
  }

  /** Those that begin in a file. */
  subjectsIn(file: string): readonly Subject[] {
    return this.#byFile.get(file) ?? [];
  }

  /** What the subject is an instance of or fed by, by way of links of these reasons (of all, when none is named). */
  sources(subject: SubjectId, ...because: Link["because"][]): readonly Subject[] {
    return this.#ends(this.#up.get(subject), "to", because);
  }

  /** Who is an instance of the subject, or fed by it. */
  users(subject: SubjectId, ...because: Link["because"][]): readonly Subject[] {
    return this.#ends(this.#down.get(subject), "from", because);
  }

  /** The subject and all it is built from or fed by, nearest first. Cycles end. */
  lineage(subject: SubjectId, ...because: Link["because"][]): readonly SubjectId[] {
    const seen = new Set<SubjectId>([subject]);
    for (const id of seen) for (const source of this.sources(id, ...because)) seen.add(source.id);
    return [...seen];
  }

  /** Whether what the subject holds reaches anyone who pulls the image. */
  ships(subject: SubjectId): boolean {
    return this.#subjects.get(subject)?.ships ?? true;
  }

  /**
   * Whether all facts of a kind about the subject and its lineage could be seen. A rule that claims that something is
   * absent asks first.
   */
  complete(subject: SubjectId, kind: Exclude<FactKind, "gap">): boolean {
    return !this.lineage(subject).some((id) => this.about(id, "gap").some((gap) => gap.about.includes(kind)));
  }

  #parts(): Parts {
    if (this.#partOf) return this.#partOf;
    const parts: Parts = { projects: new Map(), services: new Map() };
    for (const project of this.projects()) {
      for (const file of project.files) push(parts.projects, file, project);
      for (const service of project.services.values()) {
        for (const id of service.subjects) push(parts.services, id, service);
      }
    }
    this.#partOf = parts;
    return parts;
  }

  #ends(links: readonly Link[] | undefined, end: "from" | "to", because: readonly Link["because"][]): Subject[] {
    const found = new Set<Subject>();
    for (const link of links ?? []) {
      if (because.length > 0 && !because.includes(link.because)) continue;
      const subject = this.#subjects.get(link[end]);
      if (subject) found.add(subject);
    }
    return [...found];
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
