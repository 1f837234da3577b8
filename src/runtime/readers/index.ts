import type { Fact, Sighting, Subject } from "../../facts/index.ts";
import { showName } from "../../facts/shown.ts";
import type { EngineCapture, Unseen } from "../capture.ts";
import { seenAt } from "./about.ts";
import { containerSubject } from "./container-subject.ts";
import { readContainer } from "./containers.ts";
import { surroundings } from "./engine.ts";
import { readExposures } from "./exposures.ts";
import { readImage } from "./images.ts";
import { objectIn } from "./json.ts";
import { missingParts, withoutHoles } from "./missing-parts.ts";
import { readStorage } from "./storage.ts";
import { readSwarm } from "./swarm.ts";
import { unseenTasks } from "./tasks.ts";

/** Turns what an engine answered into facts. Pure; never throws; what was not seen is a gap. */
export function readEngine(capture: EngineCapture): Sighting[] {
  const place = { in: "capture", file: capture.endpoint, pointer: "" } as const;
  const engine: Subject = { id: `engine:${capture.endpoint}`, name: capture.endpoint, ships: false, place };
  const around = surroundings(capture);
  return [
    { facts: [], subjects: [engine], links: [] },
    ...capture.containers.map((container) => readContainer(withoutHoles(container), around)),
    ...capture.images.map(readImage),
    ...readSwarm(capture, engine),
    ...readStorage(capture, engine.id),
    ...readExposures(capture, engine.id),
    { facts: gaps(capture, engine), subjects: [], links: [] },
  ];
}

/**
 * What is unseen of several things for one reason is one thing for a person, and a gap of each of them for the rules.
 */
function gaps(capture: EngineCapture, engine: Subject): Fact[] {
  const unseen = [...capture.unseen, ...missingParts(capture), ...unseenTasks(capture)];
  const containers = new Map(
    capture.containers.map((one) => [one.id, containerSubject(withoutHoles(one), objectIn(one.inspect))]),
  );
  const keyOf = ({ why, service }: Unseen) => JSON.stringify([why, service === undefined]);
  const times = new Map<string, number>();
  for (const one of unseen) {
    if (one.container === undefined && one.service === undefined) continue;
    times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1);
  }
  return unseen.map((found): Fact => {
    const { container, service, about, code = "unobserved", why } = found;
    const subject = (container === undefined ? undefined : containers.get(container)) ?? engine;
    const count = times.get(keyOf(found)) ?? 0;
    const one = service === undefined ? subject.place.file : `service ${service}`;
    const file = count > 1 ? `${count} ${service === undefined ? "containers" : "services"}` : one;
    return { kind: "gap", ...seenAt({ subject: subject.id, file }, ""), about, code, why: showName(why) };
  });
}
