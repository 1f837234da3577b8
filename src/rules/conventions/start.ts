import type { Command, SubjectId, Value, Word } from "../../facts/index.ts";
import { soleLiteral } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import type { Family } from "../../images/index.ts";
import { isLive } from "../containers.ts";
import { imageLine } from "./image.ts";

/** Whether the image starts as its makers meant it: nothing replaces its entry point or its command. */
export function startsUnchanged(subject: SubjectId, world: World): boolean {
  return startLine(subject, world).every(
    (id) =>
      !world.about(id, "command").some((command) => command.when === "start" && !isLive(command)) &&
      !replacesEntrypoint(id, world) &&
      world.complete(id, "command"),
  );
}

/**
 * Whether something else than the image's own script starts it: what that makes of the image's variables nobody knows.
 * Most start scripts pass on what they
 * are told to start, a shell for instance, and see to their variables only before their own server.
 */
export function hasOwnStart(subject: SubjectId, family: Family, world: World): boolean {
  const line = startLine(subject, world);
  const commands = line.flatMap((id) => world.about(id, "command").filter(isStart));
  const calls = commands.some(({ words }) => words.some((word) => isImagesScript(word, line, world)));
  if (commands.some(({ words, shell }) => isScript(words[0], shell === true) && !isImagesScript(words[0], line, world)))
    return true;
  if (calls || family.readBy === "program") return false;
  return (
    line.some((id) => replacesEntrypoint(id, world)) ||
    commands.some(({ words, shell }) => shell === true || matches(words[0], otherProgram))
  );
}

/** All that says how it is started: its services, the stage that they are built from and those below. */
export function startLine(subject: SubjectId, world: World): readonly SubjectId[] {
  return [...new Set([...imageLine(subject, world), ...world.servicesOf(subject).flatMap(({ subjects }) => subjects)])];
}

function replacesEntrypoint(id: SubjectId, world: World): boolean {
  return world.about(id, "setting").some(({ key }) => key === "entrypoint");
}

/** Hooks run beside what was started, and what a process became is no settings of it. */
function isStart(command: Command): boolean {
  return command.when === "start" && !command.under?.includes("_") && !isLive(command);
}

/** A file of which nothing is known but its name. In a shell's text a path is a program as often as a script. */
function isScript(word: Word | undefined, inShell: boolean): boolean {
  return matches(word, inShell ? /^\.{1,2}\/|\.sh$/ : /^\.{0,2}\/|\.sh$/);
}

/** Shells, clients and what only waits: no image's own server. */
const otherProgram =
  /^(?:.*\/)?(?:(?:ba|da|a|z|k)?sh|sleep|tail|crond?|supercronic|psql|pg_\w+|mysql|mysqldump|mariadb|mariadb-dump|mongo|mongosh|mongodump|mongorestore|redis-cli|python3?|perl|true)$/;

const startScript = /^(?:\/usr\/local\/bin\/|\/usr\/bin\/|\/)?(?:docker-)?entrypoint(?:\.sh)?$|^\/(?:init|run\.sh)$/;

/** The start script of the image by its usual name, unless a file of the project takes its place. */
function isImagesScript(word: Word | undefined, line: readonly SubjectId[], world: World): boolean {
  if (!word || !matches(word, startScript)) return false;
  const named = (value: Value) =>
    soleLiteral(value)?.text.matches(/(?:^|\/)(?:(?:docker-)?entrypoint(?:\.sh)?|init|run\.sh)$/);
  return !line.some(
    (id) =>
      world.about(id, "copy").some(({ sources, target }) => [target, ...sources].some(({ value }) => named(value))) ||
      world.about(id, "mount").some(({ path }) => startScript.test(path)),
  );
}

function matches(word: Word | undefined, pattern: RegExp): boolean {
  return (word && soleLiteral(word.value)?.text.matches(pattern)) ?? false;
}
