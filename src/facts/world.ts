import type { Fact, FactKind, FactOf, Link, Sighting, Subject, SubjectId } from "./fact.ts";

/** Everything that was seen, indexed for the questions rules ask. */
export class World {
  readonly #byKind = new Map<FactKind, Fact[]>();
  readonly #bySubject = new Map<SubjectId, Fact[]>();
  readonly #subjects = new Map<SubjectId, Subject>();
  readonly #byFile = new Map<string, Subject[]>();
  readonly #up = new Map<SubjectId, Link[]>();
  readonly #down = new Map<SubjectId, Link[]>();

  constructor(sightings: Iterable<Sighting>) {
    for (const { facts, subjects, links } of sightings) {
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
    }
    for (const facts of this.#bySubject.values()) facts.sort((a, b) => a.order - b.order);
  }

  /** Every fact of a kind. */
  all<Kind extends FactKind>(kind: Kind): readonly FactOf<Kind>[] {
    return (this.#byKind.get(kind) ?? []) as FactOf<Kind>[];
  }

  /** The facts of a kind about one subject, in the order of the file. */
  about<Kind extends FactKind>(subject: SubjectId, kind: Kind): readonly FactOf<Kind>[] {
    return (this.#bySubject.get(subject) ?? []).filter((fact): fact is FactOf<Kind> => fact.kind === kind);
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

  /** Whether what the subject holds reaches whoever pulls the image. */
  ships(subject: SubjectId): boolean {
    return this.#subjects.get(subject)?.ships ?? true;
  }

  /** Whether all facts of a kind about the subject and its lineage could be seen. A rule that claims that something is absent asks first. */
  complete(subject: SubjectId, kind: Exclude<FactKind, "gap">): boolean {
    return !this.lineage(subject).some((id) => this.about(id, "gap").some((gap) => gap.about.includes(kind)));
  }

  #ends(links: readonly Link[] | undefined, end: "from" | "to", because: readonly Link["because"][]): Subject[] {
    const found: Subject[] = [];
    for (const link of links ?? []) {
      if (because.length > 0 && !because.includes(link.because)) continue;
      const subject = this.#subjects.get(link[end]);
      if (subject && !found.includes(subject)) found.push(subject);
    }
    return found;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
