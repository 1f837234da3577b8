import type { Sighting } from "../../src/facts/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { readEngine } from "../../src/runtime/readers/index.ts";
import { observed, startedFrom } from "./observed.ts";

const engineFile = "engine.yaml";

/** What these files say, and, by way of an `engine.yaml`, a running engine. */
export async function sightingsOf(
  files: Readonly<Record<string, string>>,
  tracked: ReadonlySet<string> = new Set(),
  modes: Readonly<Record<string, number>> = {},
): Promise<Sighting[]> {
  const { [engineFile]: engine, ...rest } = files;
  const { sightings } = await loadFacts(memoryWorkspace(rest, tracked, modes));
  return engine === undefined
    ? sightings
    : [...sightings, ...readEngine(observed(engine)), { facts: [], subjects: [], links: startedFrom(engine) }];
}
