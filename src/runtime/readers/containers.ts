import type { Fact, Link, Mount, Sighting, SubjectId } from "../../facts/index.ts";
import type { ContainerCapture } from "../capture.ts";
import { type About, literal, seenAt } from "./about.ts";
import { type Known, readEnv, readLabels } from "./bindings.ts";
import { readHealthcheck, readWords } from "./commands.ts";
import { containerSubject, isRunning } from "./container-subject.ts";
import type { Surroundings } from "./engine.ts";
import { exposure } from "./exposure.ts";
import { readFiles, readLayer } from "./files.ts";
import { readGrants } from "./grants.ts";
import { at, type Json, list, objectIn, strings, text } from "./json.ts";
import { readLive } from "./live.ts";
import { readProcess } from "./processes.ts";
import { readLogOptions } from "./storage.ts";

/** Everything that is known of one container. */
export function readContainer(capture: ContainerCapture, around: Surroundings): Sighting {
  const inspect = objectIn(capture.inspect);
  const subject = containerSubject(capture, inspect);
  const about: About = { subject: subject.id, file: subject.place.file };
  const facts: Fact[] = [];
  if (capture.inspect) facts.push(...readInspect(about, capture, inspect, around));
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

function isCompose(inspect: Json): boolean {
  return text(at(inspect, "Config", "Labels", "com.docker.compose.project")) !== undefined;
}

function* readInspect(about: About, capture: ContainerCapture, inspect: Json, around: Surroundings): Generator<Fact> {
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
  const { sources = [] } = capture;
  for (const [index, mount] of list(at(inspect, "Mounts")).entries())
    yield readMount(about, mount, index, around, sources);
  yield* readLogOptions(about, inspect);
  const image = imageName(inspect, around);
  if (image !== undefined)
    yield { kind: "setting", ...seenAt(about, "/Config/Image"), key: "image", value: literal(image) };
  const pid = text(at(inspect, "HostConfig", "PidMode"));
  if (pid)
    yield { kind: "setting", ...seenAt(about, "/HostConfig/PidMode"), key: "pid", value: literal(around.pidOf(pid)) };
  if (at(inspect, "HostConfig", "Privileged") === true)
    yield { kind: "setting", ...seenAt(about, "/HostConfig/Privileged"), key: "privileged", value: literal("true") };
}

/** As anyone who started it called it; where that was a number, as its first tag does. */
function imageName(inspect: Json, around: Surroundings): string | undefined {
  const id = text(at(inspect, "Image"));
  const name = text(at(inspect, "Config", "Image"));
  const isNumber = name !== undefined && /^(?:sha256:)?[0-9a-f]{4,64}$/.test(name) && id?.includes(name) === true;
  return isNumber ? around.imageName(id) : name;
}

function fresh(about: About, words: readonly string[], pointer: string, known: Known): Fact[] {
  return known.commands.has(JSON.stringify(words)) ? [] : readWords(about, "start", words, pointer);
}

function readMount(
  about: About,
  mount: unknown,
  index: number,
  around: Surroundings,
  sources: NonNullable<ContainerCapture["sources"]>,
): Mount {
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
    ...(exposes && { exposes, ...guard(source, sources) }),
  };
}

/** Who may use what is mounted, by its permissions on the host. */
function guard(source: string, sources: NonNullable<ContainerCapture["sources"]>): Pick<Mount, "guarded"> {
  const found = sources.find(({ path }) => path === source);
  return found ? { guarded: { uid: found.uid, gid: found.gid, mode: found.mode } } : {};
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
