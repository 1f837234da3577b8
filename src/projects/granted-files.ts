import { writtenPath } from "../detection/paths.ts";
import { placeholder } from "../detection/values/placeholder.ts";
import type { FileAt, Sighting } from "../facts/index.ts";
import { say, show } from "../facts/shown.ts";
import { folderOf, isFetched, pathIn } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { variablesIn } from "./compose/names.ts";
import type { Remark } from "./remark.ts";

/**
 * What the files after `secrets.*.file` look like from outside. They are where the compose file names them. What they
 * say is not read, but for whether it is
 * a placeholder, where git tracks them.
 */
export function secretSources(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): Sighting {
  const facts: FileAt[] = [];
  for (const fact of sightings.flatMap((sighting) => sighting.facts)) {
    if (fact.kind !== "secret" || fact.from !== "file" || !fact.source || fact.place.in !== "text") continue;
    const folder = folders.get(fact.place.file) ?? folderOf(fact.place.file);
    const written = writtenPath(fact.source, (name) => variablesIn(folder, workspace).get(name));
    const path = written?.known ? pathIn(folder, written.text) : undefined;
    const look = path === undefined ? undefined : workspace.look(path);
    if (path === undefined || !look) continue;
    const tracked = workspace.tracked(path);
    const { subject, place, seen, order } = fact;
    const file: FileAt = { kind: "file", subject, place, seen, order, path, ...look };
    if (tracked !== undefined) file.tracked = tracked;
    if (tracked) {
      if (holdsPlaceholder(path, look.size, workspace)) file.holds = "placeholder";
      // Asked when a rule asks: git has to be started for it.
      Object.defineProperty(file, "ignored", { enumerable: true, get: () => workspace.ignored(path) });
    }
    facts.push(file);
  }
  return { facts, subjects: [], links: [] };
}

/**
 * Which files after secrets are outside the root, in one line for each compose file: that is where many people keep
 * them.
 */
export function outsideSecrets(
  sightings: readonly Sighting[],
  workspace: Workspace,
  folders: ReadonlyMap<string, string>,
): Remark[] {
  const amounts = new Map<string, number>();
  const remarks = new Map<string, Remark>();
  for (const fact of sightings.flatMap((sighting) => sighting.facts)) {
    if (fact.kind !== "secret" || fact.from !== "file" || !fact.source || fact.place.in !== "text") continue;
    const { place } = fact;
    const folder = folders.get(place.file) ?? folderOf(place.file);
    const written = writtenPath(fact.source, (name) => variablesIn(folder, workspace).get(name));
    if (!written?.known || isFetched(written.text) || pathIn(folder, written.text) !== undefined) continue;
    const amount = (amounts.get(place.file) ?? 0) + 1;
    amounts.set(place.file, amount);
    const what = amount === 1 ? say("a secret's file is") : show`the files of ${amount} secrets are`;
    const first = remarks.get(place.file)?.place ?? place;
    remarks.set(place.file, { place: first, why: show`${what} outside the folder that is checked: not looked at` });
  }
  return [...remarks.values()];
}

const mostText = 4096;
const comment = /^\s*(?:#|\/\/|;|--\s|<!--)/;

/**
 * Whether a file has nothing but a placeholder that is of no use as a secret, or comments: it shows where the secret is
 * to be written.
 */
function holdsPlaceholder(path: string, size: number, workspace: Workspace): boolean {
  if (size === 0 || size > mostText) return false;
  const reading = workspace.read(path);
  if (!("text" in reading) || reading.text.trim() === "") return false;
  const [line = "", ...more] = reading.text.split("\n").filter((one) => one.trim() !== "" && !comment.test(one));
  // Keys have to be long: the same words over and over.
  const text = line.trim().replace(/^(.{8,40}?)\1+$/, "$1");
  return more.length === 0 && (text === "" || placeholder(text) === "empty");
}
