import { isAbsolute, posix } from "node:path";
import type { FileAt, Gap, Link, Sighting, TextPlace } from "../facts/index.ts";
import { type Shown, say, show, showAddress } from "../facts/shown.ts";
import { reasonOf } from "../inputs/refusal.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { unfollowed } from "./absent.ts";
import type { Remark } from "./remark.ts";

const prefix = "env-file:";

/** Env files that compose files name, by their paths from the root. What is outside the root is left only. */
export function linkedEnvFiles(sightings: readonly Sighting[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { links } of sightings) {
    for (const { to, because } of links) {
      const path = to.slice(prefix.length);
      if (because === "env-file" && to.startsWith(prefix) && !isOutside(path)) named.add(path);
    }
  }
  return named;
}

/** Those of them that nobody has read, because neither name nor git says what they are. */
export function namedEnvFiles(sightings: readonly Sighting[], workspace: Workspace): string[] {
  const read = new Set<string>(sightings.flatMap(({ subjects }) => subjects.map(({ id }) => id)));
  return [...linkedEnvFiles(sightings)].filter((path) => !read.has(prefix + path) && workspace.has(path)).sort();
}

function isOutside(path: string): boolean {
  return path.startsWith("/") || path === ".." || path.startsWith("../");
}

/**
 * What services name as env files and nobody can read. A missing one and one outside the root are remarks: git often
 * ignores them. A link
 * out of the root is a gap.
 */
export function unreadEnvFiles(
  sightings: readonly Sighting[],
  workspace: Workspace,
): { remarks: Remark[]; gaps: Sighting } {
  const missing = new Map<string, Unread>();
  const outside = new Map<string, Unread>();
  const facts: Gap[] = [];
  const places = new Map(sightings.flatMap(({ subjects }) => subjects.map(({ id, place }) => [id, place])));
  for (const link of sightings.flatMap(({ links }) => links)) {
    const { from, to, because } = link;
    const place = places.get(from);
    if (because !== "env-file" || !to.startsWith(prefix) || !from.startsWith("service:") || place?.in !== "text")
      continue;
    const path = to.slice(prefix.length);
    const name = shownName(link, place);
    if (isOutside(path)) note(outside, place, name, path);
    else if (workspace.leadsOut?.(path)) {
      const reason = unfollowed(name, reasonOf("outside"));
      facts.push({ kind: "gap", subject: from, place, seen: "declared", order: 0, about: ["binding"], ...reason });
    } else if (!workspace.has(path)) note(missing, place, name, path);
  }
  const remarks = [
    ...remarksOf(
      outside,
      say("is outside the folder that is checked: not read"),
      say("are outside the folder that is checked: not read"),
    ),
    ...remarksOf(missing, say("does not exist: not read"), say("do not exist: not read")),
  ];
  return { remarks, gaps: { facts, subjects: [], links: [] } };
}

/** What one compose file names: where it does first, the first name, and all paths. */
interface Unread {
  place: TextPlace;
  name: Shown;
  paths: Set<string>;
}

function note(unread: Map<string, Unread>, place: TextPlace, name: Shown, path: string): void {
  const one = unread.get(place.file) ?? { place, name, paths: new Set() };
  unread.set(place.file, one);
  one.paths.add(path);
}

/** One line for each compose file: ten services that lack the same files are one thing to know. */
function remarksOf(unread: ReadonlyMap<string, Unread>, one: Shown, several: Shown): Remark[] {
  return [...unread.values()].map(({ place, name, paths }) => ({
    place,
    why: paths.size === 1 ? show`${name} ${one}` : show`${name} and ${paths.size - 1} more ${several}`,
  }));
}

/** As the file writes it, but without what could be a value or a password of an address. */
function shownName({ to, expanded }: Link, { file }: TextPlace): Shown {
  const path = to.slice(prefix.length);
  if (expanded || /[:@?#]/.test(path)) return say("an env_file");
  const written = isAbsolute(path) ? path : posix.relative(posix.dirname(file), path);
  return show`env_file ${showAddress(written)}`;
}

/** Which env files git tracks: from then on everyone who clones has them. */
export function trackedEnvFiles(sightings: readonly Sighting[], workspace: Workspace): Sighting {
  const facts: FileAt[] = [];
  for (const { id, place } of sightings.flatMap(({ subjects }) => subjects)) {
    if (!id.startsWith(prefix)) continue;
    const at = { ...place, span: [0, 0], statement: [0, 0] } as const;
    const fact: FileAt = { kind: "file", subject: id, place: at, seen: "declared", order: 0, path: place.file };
    // Asked when a rule asks: starting git takes longer than linting the file, and most have nothing to hide.
    Object.defineProperty(fact, "tracked", { enumerable: true, get: () => workspace.tracked(place.file) });
    facts.push(fact);
  }
  return { facts, subjects: [], links: [] };
}
