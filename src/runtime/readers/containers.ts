import type { Fact, Link, Mount, Sighting, Subject, SubjectId } from "../../facts/index.ts";
import type { ContainerCapture } from "../capture.ts";
import { type About, literal, seenAt } from "./about.ts";
import { type Known, readEnv, readLabels } from "./bindings.ts";
import { readHealthcheck, readWords } from "./commands.ts";
import type { Surroundings } from "./engine.ts";
import { exposure } from "./exposure.ts";
import { readFiles, readLayer } from "./files.ts";
import { readGrants } from "./grants.ts";
import { at, type Json, list, objectIn, strings, text } from "./json.ts";
import { readLive } from "./live.ts";
import { starterOf } from "./origin.ts";
import { readProcess } from "./processes.ts";

/** Everything that is known of one container. */
export function readContainer(capture: ContainerCapture, around: Surroundings): Sighting {
  const inspect = objectIn(capture.inspect);
  const subject = containerSubject(capture, inspect);
  const about: About = { subject: subject.id, file: subject.place.file };
  const facts: Fact[] = [];
  if (capture.inspect) facts.push(...readInspect(about, inspect, around));
  if (capture.proc) facts.push(...readFiles(about, capture.proc, isCompose(inspect), capture.layer));
  facts.push(...readLayer(about, capture, text(at(inspect, "GraphDriver", "Name")) ?? "disk"));
  if (isRunning(inspect)) facts.push(readProcess(about, inspect, capture.proc));
  facts.push(...readLive(about, inspect, capture.proc?.processes));

  const task = around.taskOf(capture.id);
  if (task && isRunning(inspect)) {
    facts.push(...readGrants(about, at(task, "Spec", "ContainerSpec"), "/Task/Spec/ContainerSpec"));
  }
  return { facts, subjects: [subject], links: linksOf(subject.id, inspect, around) };
}

/** `com.docker.swarm.task.name` is `shop_db.1.` and the task's id, which changes with every start: the rest is stable. */
export function containerSubject({ name, id }: Pick<ContainerCapture, "name" | "id">, inspect: Json): Subject {
  const labels = at(inspect, "Config", "Labels");
  const taskId = text(at(labels, "com.docker.swarm.task.id"));
  const plain = name.replace(/^\//, "") || id.slice(0, 12);
  const stable = taskId === undefined ? plain : plain.replace(`.${taskId}`, "");
  const ended = taskId !== undefined && !isRunning(inspect);
  const shown = ended ? `${stable} (ended)` : stable;
  const place = { in: "capture", file: `container ${shown}`, pointer: "" } as const;
  return { id: `container:${shown}`, name: shown, ships: false, place, started: starterOf(inspect, plain) };
}

/** Whether its main process can be looked at. */
export function isRunning(inspect: Json): boolean {
  return at(inspect, "State", "Running") === true;
}

function isCompose(inspect: Json): boolean {
  return text(at(inspect, "Config", "Labels", "com.docker.compose.project")) !== undefined;
}

function* readInspect(about: About, inspect: Json, around: Surroundings): Generator<Fact> {
  const config = at(inspect, "Config");
  const known = around.known(text(at(inspect, "Image")), serviceOf(inspect));
  yield* readEnv(about, "container-env", at(config, "Env"), "/Config/Env", known);
  yield* readLabels(about, "container-label", at(config, "Labels"), "/Config/Labels", known);
  for (const name of ["Entrypoint", "Cmd"]) yield* fresh(about, strings(at(config, name)), `/Config/${name}`, known);
  const test = strings(at(config, "Healthcheck", "Test"));
  if (!known.commands.has(JSON.stringify(test))) yield* readHealthcheck(about, test, "/Config/Healthcheck/Test");
  // One place for all of them: a check that prints a secret prints it each time.
  for (const [index, entry] of list(at(inspect, "State", "Health", "Log")).entries()) {
    const value = literal(text(at(entry, "Output")) ?? "");
    const place = seenAt(about, "/State/Health/Log", index);
    yield { kind: "text", ...place, sink: "health-output", name: "the health check", value };
  }
  for (const [index, mount] of list(at(inspect, "Mounts")).entries()) yield readMount(about, mount, index, around);
  const image = imageName(inspect, around);
  if (image !== undefined)
    yield { kind: "setting", ...seenAt(about, "/Config/Image"), key: "image", value: literal(image) };
  const pid = text(at(inspect, "HostConfig", "PidMode"));
  if (pid) yield { kind: "setting", ...seenAt(about, "/HostConfig/PidMode"), key: "pid", value: literal(pid) };
}

/** As whoever started it called it; where that was a number, as its first tag does. */
function imageName(inspect: Json, around: Surroundings): string | undefined {
  const id = text(at(inspect, "Image"));
  const name = text(at(inspect, "Config", "Image"));
  const isNumber = name !== undefined && /^(?:sha256:)?[0-9a-f]{4,64}$/.test(name) && id?.includes(name) === true;
  return isNumber ? around.imageName(id) : name;
}

function fresh(about: About, words: readonly string[], pointer: string, known: Known): Fact[] {
  return known.commands.has(JSON.stringify(words)) ? [] : readWords(about, "start", words, pointer);
}

function readMount(about: About, mount: unknown, index: number, around: Surroundings): Mount {
  const source = text(at(mount, "Source")) ?? "";
  const kind = text(at(mount, "Type"));
  const exposes = kind === "volume" ? undefined : exposure(source, around.dataRoot, around.socket);
  return {
    kind: "mount",
    ...seenAt(about, `/Mounts/${index}`, index),
    path: text(at(mount, "Destination")) ?? "",
    type: kind === "bind" || kind === "volume" || kind === "tmpfs" ? kind : "unknown",
    backing: kind === "tmpfs" ? "memory" : "unknown",
    source: literal(source),
    writable: at(mount, "RW") !== false,
    during: "run",
    ...(exposes && { exposes }),
  };
}

function linksOf(from: SubjectId, inspect: Json, around: Surroundings): Link[] {
  const links: Link[] = [];
  const service = serviceOf(inspect);
  const image = around.imageSubject(text(at(inspect, "Image")));
  if (service !== undefined) links.push({ from, to: `service:swarm#${service}`, because: "task-of" });
  if (image) links.push({ from, to: image, because: "runs" });
  return links;
}

function serviceOf(inspect: Json): string | undefined {
  return text(at(inspect, "Config", "Labels", "com.docker.swarm.service.name"));
}
