import type { Fact, Sighting, Subject } from "../../facts/fact.ts";
import { showName } from "../../facts/shown.ts";
import type { EngineCapture } from "../capture.ts";
import { seenAt } from "./about.ts";
import { containerSubject, readContainer } from "./containers.ts";
import { surroundings } from "./engine.ts";
import { readImage } from "./images.ts";
import { objectIn } from "./json.ts";
import { readSwarm } from "./swarm.ts";

/** Turns what an engine answered into facts. Pure; never throws; what was not seen is a gap. */
export function readEngine(capture: EngineCapture): Sighting[] {
  const place = { in: "capture", file: capture.endpoint, pointer: "" } as const;
  const engine: Subject = { id: `engine:${capture.endpoint}`, name: capture.endpoint, ships: false, place };
  const around = surroundings(capture);
  return [
    { facts: [], subjects: [engine], links: [] },
    ...capture.containers.map((container) => readContainer(container, around)),
    ...capture.images.map(readImage),
    ...readSwarm(capture, engine),
    { facts: gaps(capture, engine), subjects: [], links: [] },
  ];
}

/** What is unseen of several containers for one reason is one thing for a person, and a gap of each of them for the rules. */
function gaps(capture: EngineCapture, engine: Subject): Fact[] {
  const containers = new Map(capture.containers.map((one) => [one.id, containerSubject(one, objectIn(one.inspect))]));
  const times = new Map<string, number>();
  for (const { why, container } of capture.unseen) if (container) times.set(why, (times.get(why) ?? 0) + 1);
  return capture.unseen.map(({ container, about, why }): Fact => {
    const subject = (container === undefined ? undefined : containers.get(container)) ?? engine;
    const count = times.get(why) ?? 0;
    const file = count > 1 ? `${count} containers` : subject.place.file;
    return { kind: "gap", ...seenAt({ subject: subject.id, file }, ""), about, why: showName(why) };
  });
}
