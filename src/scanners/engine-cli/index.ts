import type { Fact, Sighting, Word } from "../../facts/index.ts";
import { readBuild } from "./build.ts";
import { readConfig } from "./config.ts";
import { type Invocation, invocationOf } from "./invocation.ts";
import type { EngineCliScan, Line } from "./line.ts";
import { readRun } from "./run.ts";
import { readService } from "./service.ts";

const readers: Partial<Record<Invocation["verb"], (line: Line) => void>> = {
  run: readRun,
  exec: readRun,
  build: readBuild,
  "service create": readService,
  "service update": readService,
  "config create": readConfig,
};

/**
 * Reads the engines' command lines among a script's commands: what they build, start, bind, grant and store. The
 * commands come back with the words marked that are told.
 */
export function readEngineCommands(file: string, facts: readonly Fact[]): Sighting {
  const scan: EngineCliScan = { file, facts: [], subjects: new Map(), numbers: new Map(), links: [] };
  const told = facts.flatMap((fact): Fact[] => {
    if (fact.kind !== "command") return [fact];
    const invocation = invocationOf(fact.words);
    const read = invocation && readers[invocation.verb];
    if (!invocation || !read) return [fact];
    const before = scan.facts.length;
    const bound = new Set<Word>();
    read({ command: fact, invocation, scan, bound });
    const own = scan.facts.slice(before);
    if (bound.size === 0) return [fact, ...own];
    const words = fact.words.map((word): Word => (bound.has(word) ? { ...word, bound: true } : word));
    return [{ ...fact, words }, ...own];
  });
  return { facts: told, subjects: [...scan.subjects.values()], links: scan.links };
}
