import type { SubjectId } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import type { EngineOverview } from "../findings/report.ts";
import type { EngineCapture } from "../runtime/capture.ts";
import { containerSubject } from "../runtime/readers/container-subject.ts";
import { at, type Json, objectIn, text } from "../runtime/readers/json.ts";

/** Counts and names; `reported` are the subjects of the findings that are left. */
export function overview(
  { endpoint, unverified, engine, containers, secrets }: EngineCapture,
  level: EngineOverview["level"],
  world: World,
  reported: ReadonlySet<SubjectId>,
): EngineOverview {
  const titles: Record<string, string> = {};
  for (const capture of containers) {
    const inspect = objectIn(capture.inspect);
    const { place, name } = containerSubject(capture, inspect);
    titles[place.file] = [name, ...described(inspect)].join(" ");
  }
  const holders = new Set(world.all("file").map(({ subject }) => subject));
  // What is wrong with a service is wrong with each of its tasks.
  const isSound = (id: SubjectId) =>
    !world.lineage(id, "task-of").some((one) => reported.has(one)) &&
    world.complete(id, "file") &&
    world.complete(id, "grant");
  const sound = [...holders].filter(isSound);
  const { product, version, swarm } = engine;
  const asked = { endpoint, ...(unverified && { unverified }) };
  return { ...asked, product, version, swarm, level, secrets: secrets.length, sound: sound.length, titles };
}

function described(inspect: Json): string[] {
  const config = at(inspect, "Config");
  const image = text(at(config, "Image"))?.replace(/@sha256:.*$/, "");
  const service = text(at(config, "Labels", "com.docker.swarm.service.name"));
  const project = text(at(config, "Labels", "com.docker.compose.project"));
  const parts = [image, service && `service ${service}`, project && `Compose project ${project}`].filter(Boolean);
  return parts.length > 0 ? [`(${parts.join(", ")})`] : [];
}
