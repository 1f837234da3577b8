import { writtenPath } from "../../detection/paths.ts";
import type { Composition, GapReason, Join, Link, SubjectId, TextPlace, Value } from "../../facts/index.ts";
import { type Shown, say, show, showName, showPath } from "../../facts/shown.ts";
import { below, folderOf, isFetched, pathIn } from "../../inputs/paths.ts";
import type { Workspace } from "../../inputs/workspace.ts";
import { outsideFolder, throughVariable, whyAbsent } from "../absent.ts";
import type { Unfollowed } from "./fold-gaps.ts";
import { type FoundFiles, type Variables, variablesOf } from "./names.ts";
import type { ComposeFile } from "./parsed.ts";

/** What was found while files are joined. */
export interface Joining {
  files: ReadonlyMap<string, ComposeFile>;
  workspace: Workspace;
  gaps: Map<string, Unfollowed>;
  links: Map<string, Link>;
  /** Files that are named and were not read yet. */
  wanted: Set<string>;
  /** Files that others extend or include: they are no project of their own, unless Compose takes them by itself. */
  joined: Set<string>;
  included: Set<string>;
  /** Where the paths in a file begin, when that is not its own folder. */
  folders: Map<string, string>;
  /** Files whose `extends` were followed. */
  extended: Set<string>;
}

/** Files of one level and where they are. */
export interface Level {
  paths: readonly string[];
  folder: string;
  variables: Variables;
  certain: boolean;
}

/** Lays the files of a level one over the other, with what they include. */
export function compose(joining: Joining, level: Level, above: readonly string[] = []): Composition {
  const layers = [];
  const present: ComposeFile[] = [];
  for (const path of level.paths) {
    const file = joining.files.get(path);
    if (!file) {
      joining.wanted.add(path);
      continue;
    }
    if (level.folder !== folderOf(path) && !joining.folders.has(path)) joining.folders.set(path, level.folder);
    const lower = present.at(-1);
    if (lower) linkOver(joining, file, lower, present);
    present.push(file);
    followExtends(joining, file, level, present);
    const includes = file.includes.flatMap((join) => included(joining, join, level, [...above, path]));
    layers.push({ file: file.project, includes });
  }
  return { layers, certain: level.certain };
}

function linkOver(joining: Joining, file: ComposeFile, lower: ComposeFile, present: readonly ComposeFile[]): void {
  link(joining, file.project, lower.project, "override");
  for (const [name, { id }] of file.services) {
    const lowest = present.findLast(({ services }) => services.has(name))?.services.get(name);
    if (lowest) link(joining, id, lowest.id, "override");
  }
}

function included(joining: Joining, join: Join, level: Level, above: readonly string[]): Composition[] {
  const paths = join.files.map((file) => located(joining, join, file, level, say("includes")));
  const known = paths.filter((path) => path !== undefined);
  const [first] = known;
  if (first === undefined) return [];
  if (above.includes(first) || above.length > deepest) {
    const [written = []] = join.files.filter((_, index) => paths[index] === first);
    const circle: GapReason = { code: "circular", why: say("in a circle") };
    gap(joining, join, show`includes ${shownAt(written, level)}`, circle);
    return [];
  }
  const written = join.folder && located(joining, join, join.folder, level, say("includes in"));
  const folder = written ?? folderOf(first);
  const named = join.envFiles?.map((file) => located(joining, join, file, level, say("includes with"))) ?? [
    below(folder, ".env"),
  ];
  const own = variablesOf(
    named.filter((path) => path !== undefined),
    joining.workspace,
  );
  for (const path of known) {
    joining.joined.add(path);
    joining.included.add(path);
    link(joining, join.subject, `project:${path}`, "include");
  }
  const variables = new Map([...own, ...level.variables]);
  return [compose(joining, { paths: known, folder, variables, certain: true }, above)];
}

const deepest = 50;

/** Links each service to the one it extends; without a file it is one of this file, or of those below it. */
function followExtends(joining: Joining, file: ComposeFile, level: Level, present: readonly ComposeFile[]): void {
  const todo = [{ file, folder: level.folder, present }];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { file: from, folder, present: layers } = next;
    if (joining.extended.has(from.path)) continue;
    joining.extended.add(from.path);
    for (const join of from.extends) {
      const [written] = join.files;
      const at = { ...level, folder };
      const path = written ? located(joining, join, written, at, say("extends a service of")) : from.path;
      if (path === undefined) continue;
      if (path !== from.path) joining.joined.add(path);
      const other = joining.files.get(path);
      if (!other) {
        joining.wanted.add(path);
        continue;
      }
      const name = join.service ?? "";
      const candidates = written ? [other] : layers.toReversed();
      const base = candidates.find(({ services }) => services.has(name))?.services.get(name);
      if (base && base.id !== join.subject) link(joining, join.subject, base.id, "extends");
      else if (!base) {
        const of = written ? shownAt(written, level) : showName(from.path);
        const missing: GapReason = { code: "missing", why: say("no such service") };
        gap(joining, join, show`extends service ${showName(name)} of ${of}`, missing);
      }
      if (other !== from) todo.push({ file: other, folder: folderOf(path), present: [other] });
    }
  }
}

/** The path that a file means; where it cannot be followed that is reported. */
function located(joining: Joining, join: Join, value: Value, level: Level, does: Shown): string | undefined {
  const written = writtenPath(value, (name) => level.variables.get(name));
  const shown = written ? shownAt(value, level) : say("a path that cannot be read");
  const path = written?.known && !isFetched(written.text) ? pathIn(level.folder, written.text) : undefined;
  if (path !== undefined && (joining.workspace.has(path) || joining.files.has(path)))
    return joining.workspace.canonical?.(path) ?? path;
  const reason = !written?.known
    ? throughVariable
    : isFetched(written.text)
      ? remote
      : path === undefined
        ? outsideFolder
        : whyAbsent(path, joining.workspace, "file");
  gap(joining, join, show`${does} ${shown}`, reason);
  return;
}

function shownAt(path: Value, { variables }: Level): Shown {
  return showPath(path, (name) => variables.has(name));
}

const remote: GapReason = { code: "remote", why: say("remote") };

const everyKind = ["binding", "secret", "grant", "mount", "command", "build", "text", "setting", "join"] as const;

function gap(
  { gaps }: Joining,
  at: { by?: Join["by"]; subject: SubjectId; place: Join["place"]; order: number },
  what: Shown,
  reason: GapReason,
) {
  const { by, subject, place, order } = at;
  const gap = { subject, place, seen: "declared", order, about: everyKind } as const;
  gaps.set(`${subject} ${order} ${what} ${reason.why}`, { gap, what, reason, folds: by === "include" });
}

/** Says about an env file which files that its COMPOSE_FILE names cannot be followed. */
export function sayLost(joining: Joining, found: FoundFiles): void {
  const [first] = found.paths;
  for (const { shown, path } of found.named?.lost ?? []) {
    const place: TextPlace = { in: "text", file: found.named?.by ?? "", span: [0, 0], statement: [0, 0] };
    const absent: GapReason =
      path === undefined ? { code: "missing", why: say("no such file") } : whyAbsent(path, joining.workspace, "file");
    gap(joining, { subject: `project:${first ?? ""}`, place, order: 0 }, show`COMPOSE_FILE names ${shown}`, absent);
  }
}

function link({ links }: Joining, from: SubjectId, to: SubjectId, because: Link["because"]): void {
  links.set(`${from} ${because} ${to}`, { from, to, because });
}
