import type { Config } from "../config/config.ts";
import type { Place, Span, Subject, TextPlace } from "../facts/index.ts";
import { nearest } from "../facts/nearest.ts";
import type { SuppressionComment } from "../facts/suppression-comment.ts";
import type { World } from "../facts/world.ts";
import { type Finding, finding } from "../findings/finding.ts";
import { byFile } from "../findings/places.ts";
import { badSuppression } from "../rules/bad-suppression.ts";

/** What suppression comments are judged by. */
export interface SuppressionScene {
  comments: readonly SuppressionComment[];
  /** Every finding before policy: a comment on one that policy dropped for another reason is still in use. */
  judged: readonly Finding[];
  world: World;
  known: ReadonlySet<string>;
  rules: Config["rules"];
  /** Only some files of a whole were read: then nothing is reported about what is not there. */
  partial: boolean;
}

/** Takes out what a comment silences, and adds what is wrong with the comments. */
export function suppress(
  findings: readonly Finding[],
  scene: SuppressionScene,
): { findings: Finding[]; suppressed: number } {
  if (scene.comments.length === 0) return { findings: [...findings], suppressed: 0 };
  const scopes = scopesOf(scene);
  const inFile = byFile(findings);
  const silent = new Set<Finding>();
  for (const scope of scopes) {
    if (!scope.comment.reason) continue;
    const rules = new Set(scope.comment.rules.map((rule) => rule.id));
    for (const one of candidates(scope, inFile, findings))
      if (rules.has(one.rule) && covers(scope, one)) silent.add(one);
  }
  const left = findings.filter((one) => !silent.has(one));
  return { findings: [...left, ...complaints(scopes, scene)], suppressed: silent.size };
}

interface Scope {
  comment: SuppressionComment;
  /** A stage or service that begins on the line the comment speaks of. */
  subjects: readonly Subject[];
  /** Whom the comment itself is about. */
  owner: Subject | undefined;
}

function scopesOf({ comments, world }: SuppressionScene): Scope[] {
  const subjects = byFile([...world.subjects()].flatMap(written));
  return comments.map((comment) => {
    const here = (subjects.get(comment.file) ?? []).map(({ subject }) => subject);
    const begun = here.filter(
      ({ id, place }) => /^(stage|service|job|target|container):/.test(id) && within(comment.line, start(place)),
    );
    return { comment, subjects: begun, owner: begun[0] ?? last(here, comment.span[0]) };
  });
}

/**
 * Findings a scope may cover: those of its file, or all where it covers a subject, which can have findings in other
 * files.
 */
function candidates(scope: Scope, inFile: ReadonlyMap<string, readonly Finding[]>, all: readonly Finding[]) {
  return scope.subjects.length > 0 ? all : (inFile.get(scope.comment.file) ?? []);
}

function covers({ comment, subjects }: Scope, { at, subject }: Finding): boolean {
  if (subjects.some((one) => one.id === subject)) return true;
  if (at.in !== "text" || at.file !== comment.file) return false;
  const [start, end] = at.statement;
  if (!comment.alone) return start < comment.line[1] && end > comment.line[0];
  return within(comment.line, start) || (start <= comment.span[0] && comment.span[1] <= end);
}

function* complaints(scopes: readonly Scope[], scene: SuppressionScene): Generator<Finding> {
  if (scene.rules[badSuppression.id] === "off") return;
  const inFile = byFile(scene.judged);
  const unseen = new Set(scene.world.all("gap").map((gap) => gap.place.file));
  for (const scope of scopes) {
    const { comment } = scope;
    const say = (message: string, span: Span, key: string) => complaint(scope, message, span, key);
    const known = comment.rules.filter(({ id }) => scene.known.has(id));
    for (const { id, span } of comment.rules) {
      const near = scene.known.has(id) || id === "" ? undefined : nearest(id, scene.known);
      if (near !== undefined) yield say("unknown-rule", span, near);
      else if (!scene.known.has(id)) yield say("no-rule", span, "runsecrets-ignore");
    }
    if (comment.rules.length === 0) yield say("no-rule", comment.span, "runsecrets-ignore");
    if (!comment.reason) {
      if (known.length > 0) yield say("no-reason", comment.span, known.map(({ id }) => id).join(", "));
      continue;
    }
    if (scene.partial || unseen.has(comment.file)) continue;
    for (const { id, span } of known) {
      if (scene.rules[id] === "off") continue;
      const used = [...candidates(scope, inFile, scene.judged)].some((one) => one.rule === id && covers(scope, one));
      if (!used) yield say("unused", span, id);
    }
  }
}

function complaint({ comment, owner }: Scope, say: string, span: Span, key: string): Finding {
  const place: TextPlace = { in: "text", file: comment.file, span, statement: comment.span };
  const subject = owner?.id ?? (`script:${comment.file}` as const);
  return finding(badSuppression, { at: { subject, place }, key, say });
}

/** Comments are in files: what only a running system has is silenced in the config. */
function written(subject: Subject): { subject: Subject; at: TextPlace }[] {
  return subject.place.in === "text" ? [{ subject, at: subject.place }] : [];
}

/** The subject that begins last before an offset: the one a comment further down belongs to. */
function last(subjects: readonly Subject[], offset: number): Subject | undefined {
  let found: Subject | undefined;
  for (const subject of subjects) {
    const begins = start(subject.place);
    if (begins <= offset && begins >= (found ? start(found.place) : 0)) found = subject;
  }
  return found ?? subjects[0];
}

function start(place: Place): number {
  return place.in === "text" ? place.span[0] : 0;
}

function within([start, end]: Span, offset: number): boolean {
  return start <= offset && offset < end;
}
