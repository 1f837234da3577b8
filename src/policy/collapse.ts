import type { Finding } from "../findings/finding.ts";
import { inOrder } from "../findings/order.ts";
import { byFile, clusters, comparePlaces, compareText, inside, overlap, width } from "../findings/places.ts";
import { worse } from "./threshold.ts";

/**
 * Rules that can see one and the same secret, the most specific first: of several findings the first one's words are
 * kept.
 */
const mostSpecificFirst = [
  "secret-value-exposed",
  "secret-in-url",
  "secret-default",
  "build-secret-escapes",
  "secret-removed-too-late",
  "secret-in-layer",
  "secret-in-build-arg",
  "secret-in-command",
  "secret-in-label",
  "secret-in-config",
  "file-variable-literal",
  "secret-in-env-file",
  "secret-in-env",
];

/** Rules about files: one `COPY . .` brings many, all of them at one place and told apart by their key only. */
const aboutFiles = new Set(["secret-removed-too-late", "secret-in-layer"]);

/** The finding whose words are kept, and those that are part of it. */
type Groups = Map<Finding, Finding[]>;

/**
 * One secret, one finding. Findings about the same region are one, and a finding at a place that another one lists as
 * related is part of that one;
 * the most severe of them lends its severity. In order, whatever the order of the input.
 */
export function collapse(findings: readonly Finding[]): Finding[] {
  const groups: Groups = new Map(withoutTwins(findings).map((finding) => [finding, []]));
  const files = byFile([...groups.keys()].filter((finding) => rank(finding) !== -1));
  for (const inFile of files.values()) {
    for (const cluster of clusters(inFile)) mergeOverlapping(cluster, groups);
  }
  mergeRelated(files, groups);
  return inOrder([...groups].map(([winner, others]) => merged(winner, others)));
}

/** An equal finding twice, as two services that share an anchor give it, is one from the start, for every rule. */
function withoutTwins(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of inOrder(findings)) {
    const { rule, say, key, at } = finding;
    const id = JSON.stringify([rule, say, key, at.file, at.in === "text" ? at.span : at.pointer]);
    const twin = known.get(id);
    known.set(id, twin ? merged(twin, [finding]) : finding);
  }
  return [...known.values()];
}

function mergeOverlapping(cluster: readonly Finding[], groups: Groups): void {
  const winners: Finding[] = [];
  for (const finding of [...cluster].sort(bySpecificity)) {
    const winner = winners.find((one) => overlap(one.at, finding.at) && mayBeOne(one, finding));
    if (winner) absorb(winner, finding, groups);
    else winners.push(finding);
  }
}

function mergeRelated(files: ReadonlyMap<string, readonly Finding[]>, groups: Groups): void {
  const roots = new Map<Finding, Finding>();
  for (const [winner, others] of groups) for (const one of [winner, ...others]) roots.set(one, winner);
  for (const one of [...files.values()].flat().sort(bySpecificity)) {
    for (const { at } of one.related) {
      for (const other of inside(files.get(at.file) ?? [], at)) {
        const parent = roots.get(one) ?? one;
        const child = roots.get(other) ?? other;
        if (parent === child || rank(parent) > rank(child)) continue;
        for (const moved of [child, ...(groups.get(child) ?? [])]) roots.set(moved, parent);
        absorb(parent, child, groups);
      }
    }
  }
}

function absorb(winner: Finding, finding: Finding, groups: Groups): void {
  groups.get(winner)?.push(finding, ...(groups.get(finding) ?? []));
  groups.delete(finding);
}

function merged(winner: Finding, others: readonly Finding[]): Finding {
  if (others.length === 0) return winner;
  const related = [...winner.related];
  for (const { at, note } of others.flatMap((other) => other.related).sort(byPlaceAndNote)) {
    if (!overlap(at, winner.at) && !related.some((one) => comparePlaces(one.at, at) === 0)) related.push({ at, note });
  }
  const all = [winner, ...others];
  return {
    ...winner,
    severity: all.map((one) => one.severity).reduce(worse),
    related,
    example: all.every((one) => one.example),
  };
}

function mayBeOne(a: Finding, b: Finding): boolean {
  return a.key === b.key || !aboutFiles.has(a.rule) || !aboutFiles.has(b.rule);
}

/** Narrow before wide: a finding around two others of its own rule must not swallow both. */
function bySpecificity(a: Finding, b: Finding): number {
  return (
    rank(a) - rank(b) ||
    compareText(a.at.file, b.at.file) ||
    width(a.at) - width(b.at) ||
    comparePlaces(a.at, b.at) ||
    compareText(a.key, b.key)
  );
}

function rank(finding: Finding): number {
  return mostSpecificFirst.indexOf(finding.rule);
}

function byPlaceAndNote(a: Finding["related"][number], b: Finding["related"][number]): number {
  return comparePlaces(a.at, b.at) || compareText(a.note, b.note);
}
